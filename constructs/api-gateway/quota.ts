import type { IConstruct } from "constructs";
import { warn } from "../core/warning";

/**
 * Warns when a count first exceeds the default quota of an API. It isn't refused, because AWS
 * raises these quotas on request.
 */
export function warnOverQuota(
  api: IConstruct,
  { what, count, quota }: { what: string; count: number; quota: number },
): void {
  if (count !== quota + 1) {
    return;
  }
  warn(
    api,
    `more than ${quota} ${what}, the default quota of an API. ` +
      "Request a quota increase before you deploy, or split the API.",
  );
}
