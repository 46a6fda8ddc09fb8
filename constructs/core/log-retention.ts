import type { IConstruct } from "constructs";
import { isKnown } from "./known";
import { refuse } from "./refusal";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const PERIODS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** Days that a log group keeps its logs where nothing else is asked. */
export const DEFAULT_LOG_RETENTION = 14;

/** Refuses a number of days that is none of CloudWatch's periods. */
export function checkLogRetention(
  scope: IConstruct,
  what: string,
  value: number | undefined,
): void {
  if (value === undefined || !isKnown(value) || PERIODS.includes(value)) {
    return;
  }
  refuse(scope, {
    what,
    value,
    allowed: `${PERIODS.join(", ")} days`,
    fix: "Choose one of CloudWatch's periods.",
  });
}
