import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * Warns when a count first exceeds the default quota of an API. No refusal, for AWS raises these
 * quotas on request.
 */
export function warnOverQuota(
  api: IConstruct,
  { what, count, quota }: { what: string; count: number; quota: number },
): void {
  if (count !== quota + 1) {
    return;
  }
  Annotations.of(api).addWarning(
    `${api.node.path}: over ${quota} ${what}, the default quota of an API. ` +
      "Have the account's quota raised before deploying, or split the API.",
  );
}
