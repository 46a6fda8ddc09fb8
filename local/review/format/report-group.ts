import { literalPattern } from "../../literal-pattern";
import type { Report } from "../report";
import { hasChanges, terraformLine } from "./summary";

/** Environments that change the same but for names: only the first one's report is printed. */
export interface ReportGroup {
  readonly report: Report;
  /** The other environments. */
  readonly same: readonly string[];
  /** For each finding its fingerprint in every environment, without repetition. */
  readonly fingerprints: readonly (readonly string[])[];
  /** What Terraform does: one line, or one for each environment if they differ. Empty for nothing. */
  readonly terraform: readonly string[];
}

/**
 * Groups reports that are equal where each environment's name is replaced by the same word; how many
 * resources Terraform changes may differ. Those in which nothing changes come last.
 */
export function groupReports(reports: readonly Report[]): ReportGroup[] {
  const groups = new Map<string, [Report, ...Report[]]>();
  for (const report of reports) {
    const key = withoutNames(report);
    const group = groups.get(key);
    if (group) {
      group.push(report);
    } else {
      groups.set(key, [report]);
    }
  }
  const isQuiet = ({ report }: ReportGroup): number => Number(!hasChanges(report));
  return [...groups.values()].map(groupOf).sort((a, b) => isQuiet(a) - isQuiet(b));
}

function groupOf(group: readonly [Report, ...Report[]]): ReportGroup {
  const [report, ...others] = group;
  const fingerprints = report.findings.map((_, index) => [
    ...new Set(group.flatMap(({ findings }) => findings[index]?.fingerprint ?? [])),
  ]);
  return {
    report,
    same: others.map(({ environment }) => environment),
    fingerprints,
    terraform: terraformOf(group),
  };
}

function terraformOf(group: readonly Report[]): string[] {
  const lines = group.flatMap(({ environment, terraform }) => {
    const line = terraformLine(terraform);
    return line === undefined ? [] : [{ line, environment }];
  });
  const different = new Set(lines.map(({ line }) => line));
  return different.size <= 1
    ? [...different]
    : lines.map(({ line, environment }) => `${line} (${environment})`);
}

function withoutNames(report: Report): string {
  const name = literalPattern(report.environment);
  const word = new RegExp(`(?<![A-Za-z0-9])${name}(?![A-Za-z0-9])`, "g");
  return JSON.stringify(report, (key, value: unknown) => {
    if (key === "fingerprint" || key === "planHash") {
      return undefined;
    }
    if (key === "terraform") {
      return terraformLine(report.terraform) !== undefined;
    }
    // A NUL can't occur in a name.
    return typeof value === "string" ? value.replace(word, "\0") : value;
  });
}

/** `dev`, `dev; prod and test the same but for names` */
export function groupName({ report, same }: ReportGroup): string {
  const others = new Intl.ListFormat("en").format(same);
  return same.length > 0
    ? `${report.environment}; ${others} the same but for names`
    : report.environment;
}

/** `dev and prod` */
export function environmentNames(reports: readonly Report[]): string {
  return new Intl.ListFormat("en").format(reports.map(({ environment }) => environment));
}
