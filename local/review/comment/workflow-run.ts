import type { GitHub } from "./github";

/**
 * The run that made the report, as GitHub itself describes it in the event.
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run
 */
export interface WorkflowRun {
  readonly conclusion: string | null;
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
