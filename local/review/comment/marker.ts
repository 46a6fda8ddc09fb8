import { createHash } from "node:crypto";
import { jsonOfReports } from "../format";
import type { Report } from "../report";

/**
 * The first line of a comment, which GitHub doesn't show: a hash of the reports, and the hash of each
 * environment's plan.
 */
const MARKER = /^<!-- api-review (?<hash>[0-9a-f]{64})(?<plans>(?: plan=[\w-]*:[0-9a-f]{64})*) -->/;

export function markerOf(reports: readonly Report[]): string {
  const plans = reports.flatMap(({ environment, planHash }) =>
    planHash === undefined ? [] : [` plan=${encoded(environment)}:${planHash}`],
  );
  return `<!-- api-review ${hashOf(reports)}${plans.join("")} -->`;
}

/** The hash of the plan that a comment shows for an environment; undefined if it shows none. */
export function markedPlan(body: string, environment: string): string | undefined {
  const plans = MARKER.exec(body)?.groups?.plans?.trim().split(" ") ?? [];
  const prefix = `plan=${encoded(environment)}:`;
  return plans.find((plan) => plan.startsWith(prefix))?.slice(prefix.length);
}

/** An environment's name could end the comment. */
function encoded(environment: string): string {
  return Buffer.from(environment).toString("base64url");
}

/** The hash of the reports that a comment shows; undefined for other comments. */
export function markedHash(body: string): string | undefined {
  return MARKER.exec(body)?.groups?.hash;
}

export function hashOf(reports: readonly Report[]): string {
  return createHash("sha256").update(jsonOfReports(reports)).digest("hex");
}
