import { readFileSync } from "node:fs";
import type { WorkflowRun } from "../../review/comment";
import { GitHub } from "../../review/comment";

/** The workflow that compares two syntheses. */
export const REVIEW_WORKFLOW = "review";
/** The workflow that plans the environments. */
export const PLAN_WORKFLOW = "ci";

/** The REST API that a GitHub workflow uses. @throws Error outside of a workflow */
export function workflowGitHub(): GitHub {
  return new GitHub({
    url: workflowVariable("GITHUB_API_URL"),
    token: workflowVariable("GITHUB_TOKEN"),
  });
}

export function workflowVariable(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`The environment variable ${name} is missing: run this in a GitHub workflow.`);
  }
  return value;
}

/** The run whose end started this workflow. @throws Error in a workflow of another event */
export function workflowRun(): WorkflowRun {
  const text = readFileSync(workflowVariable("GITHUB_EVENT_PATH"), "utf8");
  const event = JSON.parse(text) as { workflow_run?: WorkflowRun };
  if (!event.workflow_run) {
    throw new Error("The event isn't workflow_run: run this in a workflow of that event.");
  }
  return event.workflow_run;
}
