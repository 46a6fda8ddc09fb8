import type { GitHub } from "./github";

/**
 * The run that made the report, as GitHub itself describes it in the event.
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run
 */
export interface WorkflowRun {
  readonly id: number;
  /** The workflow's name. */
  readonly name: string;
  readonly conclusion: string | null;
  readonly head_branch: string;
  readonly head_sha: string;
  readonly head_repository: { readonly full_name: string };
  readonly html_url: string;
}

interface PullRequest {
  readonly state: string;
  readonly head: {
    readonly sha: string;
    /** Null if the fork was deleted. */
    readonly repo: { readonly full_name: string } | null;
  };
}

/**
 * Why a report of the run must not be posted on the pull request; undefined if it may be. The
 * number comes from the run, which could name anybody's pull request.
 */
export async function refusalOf(
  github: GitHub,
  repository: string,
  pullRequest: number,
  run: WorkflowRun,
): Promise<string | undefined> {
  const { state, head } = await github.get<PullRequest>(
    `/repos/${repository}/pulls/${pullRequest}`,
  );
  if (head.repo?.full_name !== run.head_repository.full_name) {
    return `pull request ${pullRequest} isn't from ${run.head_repository.full_name}`;
  }
  if (head.sha !== run.head_sha) {
    return `pull request ${pullRequest} is at ${head.sha} now, and the report is of ${run.head_sha}`;
  }
  return state === "open" ? undefined : `pull request ${pullRequest} is ${state}`;
}

/**
 * The newest run of a workflow for the commit of another run; undefined if there is none.
 * @see https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-repository
 */
export async function runBeside(
  github: GitHub,
  repository: string,
  name: string,
  run: WorkflowRun,
): Promise<WorkflowRun | undefined> {
  if (run.name === name) {
    return run;
  }
  const query = `event=pull_request&head_sha=${run.head_sha}&per_page=100`;
  const { workflow_runs: runs } = await github.get<{ workflow_runs: readonly WorkflowRun[] }>(
    `/repos/${repository}/actions/runs?${query}`,
  );
  return runs
    .filter((one) => one.name === name && isOfSameBranch(one, run))
    .toSorted((a, b) => b.id - a.id)[0];
}

function isOfSameBranch(one: WorkflowRun, other: WorkflowRun): boolean {
  return (
    one.head_branch === other.head_branch &&
    one.head_repository.full_name === other.head_repository.full_name
  );
}
