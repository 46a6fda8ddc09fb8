import { createHash } from "node:crypto";
import { jsonOfReports } from "../format";
import type { Report } from "../report";

/** The first line of a comment, which GitHub doesn't show. */
const MARKER = /^<!-- api-review ([0-9a-f]{64}) -->/;

export function markerOf(reports: readonly Report[]): string {
  return `<!-- api-review ${hashOf(reports)} -->`;
}

/** The hash of the reports that a comment shows; undefined for other comments. */
export function markedHash(body: string): string | undefined {
  return MARKER.exec(body)?.[1];
}

export function hashOf(reports: readonly Report[]): string {
  return createHash("sha256").update(jsonOfReports(reports)).digest("hex");
}
