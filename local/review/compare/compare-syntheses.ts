import type { Side } from "../describe";
import type { Report } from "../report";
import { compare } from "./compare";
import { byGravity } from "./finding";
import { lostData } from "./lost-data";

/** Compares two syntheses of a stack, without what only a plan knows. */
export async function compareSyntheses(before: Side, after: Side): Promise<Report> {
  const report = await compare(before, after);
  const { losses, findings } = lostData(before, after);
  return { ...report, losses, findings: byGravity([...report.findings, ...findings]) };
}
