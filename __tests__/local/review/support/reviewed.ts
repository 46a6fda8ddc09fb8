import { compare } from "../../../../local/review/compare";
import type { Finding, Report } from "../../../../local/review/report";
import type { PlainResources } from "../../lambda/support/plain-stack";
import { side } from "./sides";

/** The report about a change of resources. */
export function reviewed(before: PlainResources, after: PlainResources): Promise<Report> {
  return compare(side(before), side(after));
}

/** The rule, subject and text of each finding. */
export async function findings(
  before: PlainResources,
  after: PlainResources,
): Promise<Pick<Finding, "rule" | "subject" | "text">[]> {
  const report = await reviewed(before, after);
  return report.findings.map(({ rule, subject, text }) => ({ rule, subject, text }));
}
