import type { Report } from "../report";
import { jsonOfReports } from "./json";
import { markdownOfReports, SUMMARY_LIMIT } from "./markdown";
import type { TextOptions } from "./text";
import { textOfReports } from "./text";

export const FORMATS = ["text", "markdown", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** What the command prints. Markdown is as long as a job summary of GitHub may be. */
export function formatReports(
  reports: readonly Report[],
  format: Format,
  terminal: TextOptions,
): string {
  switch (format) {
    case "text":
      return textOfReports(reports, terminal);
    case "markdown":
      return markdownOfReports(reports, { limit: SUMMARY_LIMIT, rest: "`--format json`" });
    case "json":
      return jsonOfReports(reports);
  }
}
