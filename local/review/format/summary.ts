import type { FindingKind, Report, ResourceCounts } from "../report";
import { counted } from "./section";

const KINDS: Record<FindingKind, string> = {
  breaking: "breaking",
  public: "public",
  "data-loss": "data loss",
  iam: "IAM",
};

/** Whether applying would change anything, or the report can't know. */
export function hasChanges(report: Report): boolean {
  const { apis, terraform, ...others } = report;
  return (
    Object.values(others).some((list) => Array.isArray(list) && list.length > 0) ||
    apis.some(({ change }) => change !== "unchanged") ||
    Object.values(terraform).some((count: number) => count > 0)
  );
}

/** `3 routes change`, `2 breaking`, `1 accepted`, … Only what there is. */
export function summaryOf(report: Report): string[] {
  const open = report.findings.filter(({ accepted }) => !accepted);
  const kinds = (Object.keys(KINDS) as FindingKind[]).map((kind): [number, string] => [
    open.filter((finding) => finding.kind === kind).length,
    KINDS[kind],
  ]);
  const routes = report.apis.reduce((sum, api) => sum + api.routes.length, 0);
  const counts: [number, string][] = [
    ...kinds,
    [open.filter(({ kind, severity }) => !kind && severity === "risky").length, "risky"],
    [report.findings.length - open.length, "accepted"],
  ];
  const { functions, losses } = report;
  const parts = [
    ...(report.incomplete.length > 0 ? ["incomplete"] : []),
    ...counts.filter(([count]) => count > 0).map(([count, name]) => `${count} ${name}`),
    ...changing(routes, "route"),
    ...changing(functions.length, "function"),
    ...(losses.length > 0 ? [`${losses.length} replaced or destroyed`] : []),
  ];
  return parts.length > 0 ? parts : ["other changes"];
}

function changing(count: number, noun: string): string[] {
  return count > 0 ? [`${counted(count, noun)} ${count === 1 ? "changes" : "change"}`] : [];
}

/** `Terraform: 4 to add, 2 to destroy, 1 new deployment`; undefined if it does nothing. */
export function terraformLine(counts: ResourceCounts): string | undefined {
  const verbs = ["add", "change", "destroy", "forget", "import", "move"] as const;
  const parts = [
    ...verbs.filter((verb) => counts[verb] > 0).map((verb) => `${counts[verb]} to ${verb}`),
    ...(counts.deployments > 0 ? [counted(counts.deployments, "new deployment")] : []),
  ];
  return parts.length > 0 ? `Terraform: ${parts.join(", ")}` : undefined;
}
