import { COMMENT_LIMIT, hasChanges, markdownOfReports } from "../format";
import type { Report } from "../report";
import type { GitHub } from "./github";
import { hashOf, markedHash, markerOf } from "./marker";
import { ownComment } from "./own-comment";

export interface Publication {
  /** `owner/name` */
  readonly repository: string;
  readonly pullRequest: number;
  readonly reports: readonly Report[];
  /** URL of the run whose job summary shows everything. */
  readonly run: string;
}

export type Outcome = "created" | "updated" | "unchanged" | "nothing to say";

/**
 * Shows the reports in the one comment of the review, which is written again only if the reports
 * changed. If nothing changes, there is no new comment, and an old one says so.
 */
export async function publish(github: GitHub, publication: Publication): Promise<Outcome> {
  const { repository, pullRequest, reports } = publication;
  const path = `/repos/${repository}/issues`;
  const own = await ownComment(github, repository, pullRequest);
  if (own && markedHash(own.body) === hashOf(reports)) {
    return "unchanged";
  }
  if (own) {
    await github.send("PATCH", `${path}/comments/${own.id}`, { body: bodyOf(publication) });
    return "updated";
  }
  if (!reports.some(hasChanges)) {
    return "nothing to say";
  }
  await github.send("POST", `${path}/${pullRequest}/comments`, { body: bodyOf(publication) });
  return "created";
}

function bodyOf({ reports, run }: Publication): string {
  const marker = `${markerOf(reports)}\n`;
  const limit = COMMENT_LIMIT - marker.length;
  return marker + markdownOfReports(reports, { limit, rest: `[the job summary](${run})` });
}
