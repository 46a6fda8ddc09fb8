import { lstatSync, readFileSync } from "node:fs";
import path from "node:path";
import { readReports } from "../format";
import type { Report } from "../report";

/** What the review of a pull request uploads. Its code may be anybody's, so nothing is trusted. */
export interface Artifact {
  readonly pullRequest: number;
  readonly reports: readonly Report[];
}

const LONGEST_REPORT = 4_000_000;
const LONGEST_NUMBER = 20;

/** @returns undefined if there is no report @throws Error for anything but two small plain files */
export function readArtifact(folder: string): Artifact | undefined {
  const report = readSmallFile(path.join(folder, "report.json"), LONGEST_REPORT);
  const number = readSmallFile(path.join(folder, "pull-request"), LONGEST_NUMBER);
  if (report === undefined || number === undefined) {
    return undefined;
  }
  if (!/^[1-9]\d{0,9}$/.test(number.trim())) {
    throw new Error("The artifact's file pull-request doesn't contain a number.");
  }
  return { pullRequest: Number(number), reports: readReports(report, "report.json") };
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
