import type { GitHub } from "./github";
import { markedHash } from "./marker";

/** Who comments with the token of a workflow. A marker in anybody else's comment means nothing. */
const AUTHOR = "github-actions[bot]";

export interface Comment {
  readonly id: number;
  readonly body: string;
}

interface AnyComment {
  readonly id: number;
  readonly body?: string;
  readonly user: { readonly login: string } | null;
}

/**
 * The review's comment on a pull request.
 * @see https://docs.github.com/en/rest/issues/comments
 */
export async function ownComment(
  github: GitHub,
  repository: string,
  pullRequest: number,
): Promise<Comment | undefined> {
  const path = `/repos/${repository}/issues/${pullRequest}/comments`;
  const comments = await github.list<AnyComment>(path);
  return comments
    .filter(({ user }) => user?.login === AUTHOR)
    .map(({ id, body = "" }) => ({ id, body }))
    .find(({ body }) => markedHash(body) !== undefined);
}
