import type { GitHub } from "./github";
import { markedPlan } from "./marker";
import { ownComment } from "./own-comment";

interface MergedPullRequest {
  readonly number: number;
  readonly merged_at: string | null;
}

/** What was reviewed before a commit came to the branch. */
export interface ReviewedPlan {
  readonly pullRequest: number;
  /** Hash of the plan; undefined if the comment shows none for the environment. */
  readonly planHash: string | undefined;
}

/**
 * The plan that was reviewed in the pull request of a commit; undefined without a pull request.
 * @see https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit
 */
export async function reviewedPlan(
  github: GitHub,
  repository: string,
  commit: string,
  environment: string,
): Promise<ReviewedPlan | undefined> {
  const pulls = await github.get<MergedPullRequest[]>(
    `/repos/${repository}/commits/${commit}/pulls`,
  );
  const merged = pulls.find(({ merged_at: mergedAt }) => mergedAt !== null);
  if (!merged) {
    return undefined;
  }
  const comment = await ownComment(github, repository, merged.number);
  return {
    pullRequest: merged.number,
    planHash: comment && markedPlan(comment.body, environment),
  };
}
