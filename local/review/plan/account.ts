import type { PlanJson } from "./plan-json";

const ARN = /^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}):/;

/** The AWS account of the deployed resources: that of most ARNs. Undefined before the first apply. */
export function accountOf({ prior_state: state }: PlanJson): string | undefined {
  const counts = new Map<string, number>();
  for (const { mode, values } of state?.values?.root_module?.resources ?? []) {
    const arn = values["arn"];
    const account = typeof arn === "string" && mode === "managed" ? ARN.exec(arn)?.[1] : undefined;
    if (account !== undefined) {
      counts.set(account, (counts.get(account) ?? 0) + 1);
    }
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
