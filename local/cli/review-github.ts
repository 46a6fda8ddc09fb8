import { GitHub } from "../review/comment";

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
