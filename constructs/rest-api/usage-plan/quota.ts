import type { Construct } from "constructs";
import { checkChoice, checkRange } from "../../core/checks";
import type { Kinds } from "../../core/props";
import { checkProps, number, required, string } from "../../core/props";
import type { QuotaSettings } from "./usage-plan-props";

const KINDS: Kinds<QuotaSettings> = {
  limit: required(number),
  period: required(string),
  offset: number,
};

/** The last day on which a period may start. */
const LAST_DAY = { DAY: 0, WEEK: 6, MONTH: 27 };

/** @throws if API Gateway would refuse the quota */
export function checkQuota(scope: Construct, quota: QuotaSettings | undefined): void {
  if (quota === undefined) {
    return;
  }
  checkProps(scope, quota, KINDS, (prop) => `quota.${prop}`);
  checkRange(scope, "quota.limit", quota.limit, { min: 1, max: 2 ** 31 - 1, unit: "requests" });
  checkChoice(scope, "quota.period", quota.period, Object.keys(LAST_DAY));
  // A period that only an apply knows is not in the table.
  const max = LAST_DAY[quota.period] ?? LAST_DAY.MONTH;
  checkRange(scope, `quota.offset of a ${quota.period}`, quota.offset, {
    min: 0,
    max,
    unit: "days",
  });
}
