import { lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readReports } from "../format";
import type { Report } from "../report";

/** What a job for a pull request uploads. Its code may be anybody's, so nothing is trusted. */
export interface Artifact {
  readonly pullRequest: number;
  readonly reports: readonly Report[];
}

const LONGEST_REPORT = 4_000_000;
const LONGEST_NUMBER = 20;
const MOST_PLANS = 20;

/**
 * @param source what the reports of this artifact are from
 * @returns undefined if there is no report
 * @throws Error for anything but two small plain files, and for reports from elsewhere
 */
export function readArtifact(folder: string, source: Report["source"]): Artifact | undefined {
  const report = readSmallFile(path.join(folder, "report.json"), LONGEST_REPORT);
  const number = readSmallFile(path.join(folder, "pull-request"), LONGEST_NUMBER);
  if (report === undefined || number === undefined) {
    return undefined;
  }
  if (!/^[1-9]\d{0,9}$/.test(number.trim())) {
    throw new Error("The artifact's file pull-request doesn't contain a number.");
  }
  const reports = readReports(report, "report.json");
  const other = reports.find((one) => one.source !== source);
  if (other) {
    throw new Error(`The artifact has a report from ${other.source}; allowed: ${source}.`);
  }
  return { pullRequest: Number(number), reports };
}

/**
 * @param folder has a folder for each artifact; it is missing if nothing was planned
 * @throws Error as readArtifact does, and for too many artifacts
 */
export function readPlans(folder: string): Artifact[] {
  if (!lstatSync(folder, { throwIfNoEntry: false })) {
    return [];
  }
  const names = readdirSync(folder);
  if (names.length > MOST_PLANS) {
    throw new Error(`There are ${names.length} artifacts with plans; allowed: ${MOST_PLANS}.`);
  }
  return names.flatMap((name) => readArtifact(path.join(folder, name), "plan") ?? []);
}

/**
 * The reports to show: for each environment, the report of its plan, which also has what is lost;
 * without a plan, that of the syntheses. A branch can have several pull requests: plans of another
 * one are left out.
 */
export function withPlans(review: Artifact, plans: readonly Artifact[]): Report[] {
  const own = plans.filter(({ pullRequest }) => pullRequest === review.pullRequest);
  const reports = [...review.reports, ...own.flatMap((plan) => plan.reports)];
  return [...new Map(reports.map((report) => [report.environment, report] as const)).values()];
}

function readSmallFile(file: string, longest: number): string | undefined {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (!stats) {
    return undefined;
  }
  if (!stats.isFile() || stats.size > longest) {
    throw new Error(
      `The artifact's ${path.basename(file)} isn't a file of at most ${longest} bytes.`,
    );
  }
  return readFileSync(file, "utf8");
}
