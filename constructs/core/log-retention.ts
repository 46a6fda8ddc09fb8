import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { checkIsDuration } from "./check-duration";
import { Duration } from "./duration";
import { refuse } from "./refusal";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const PERIODS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

const DEFAULT_LOG_RETENTION = Duration.days(14);

/** Days that a log group keeps its logs. */
export function retentionInDays(retention: Duration = DEFAULT_LOG_RETENTION): number {
  return retention.in("days");
}

/** Refuses a retention that isn't one of CloudWatch's periods. */
export function checkLogRetention(
  scope: IConstruct,
  what: string,
  value: Duration | undefined,
): void {
  if (value === undefined) {
    return;
  }
  checkIsDuration(scope, what, value, "days", isPeriod);
  if (isPeriod(value)) {
    return;
  }
  refuse(scope, {
    what,
    value,
    allowed: `${PERIODS.join(", ")} days`,
    fix: "Choose one of CloudWatch's periods.",
  });
}

function isPeriod(retention: Duration): boolean {
  const days = retention.in("days");
  return Token.isUnresolved(days) || PERIODS.includes(days);
}
