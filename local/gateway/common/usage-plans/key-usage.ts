import { TokenBuckets } from "../limits/throttle";
import type { PlannedKey, Quota } from "./usage-plan";

/** What a key's plan doesn't allow any more. */
export interface Excess {
  readonly limit: "throttle" | "quota";
  /** Logged only. */
  readonly reason: string;
}

/** Counts what each key uses of its plan. Tests pass their own clock. */
export class KeyUsage {
  private readonly buckets = new TokenBuckets(() => this.now().getTime());
  private readonly quotas = new Map<string, { period: string; used: number }>();

  constructor(private readonly now: () => Date = () => new Date()) {}

  /**
   * Counts a request with a key.
   * @param stageAddress of the stage whose method is called
   * @param methodPath path and method of a REST API, e.g. `/pets/GET`; a WebSocket API has none
   * @returns undefined if the key's plan allows the request
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
   */
  use(key: PlannedKey, stageAddress: string, methodPath?: string): Excess | undefined {
    const { throttle, methodThrottles, quota, address } = key.plan;
    const id = `${address} ${key.id}`;
    const methodThrottle = methodThrottles.get(methodPath ?? "");
    // A looser throttle of the method doesn't lift the plan's, as recorded.
    const isAdmitted =
      (!methodThrottle ||
        this.buckets.take(`${id} ${stageAddress} ${methodPath}`, methodThrottle)) &&
      (!throttle || this.buckets.take(id, throttle));
    if (!isAdmitted) {
      return { limit: "throttle", reason: `over the throttle of ${address}` };
    }
    if (quota && !this.useQuota(id, quota)) {
      const reason = `over the quota of ${address}: ${quota.limit} requests per ${quota.period.toLowerCase()}`;
      return { limit: "quota", reason };
    }
    return undefined;
  }

  private useQuota(id: string, quota: Quota): boolean {
    const period = periodOf(quota.period, this.now());
    const known = this.quotas.get(id);
    // The offset counts as used in the first period only.
    const before = known ?? { period, used: quota.offset };
    const used = before.period === period ? before.used : 0;
    if (used >= quota.limit) {
      return false;
    }
    this.quotas.set(id, { period, used: used + 1 });
    return true;
  }
}

/** The day, week (from Sunday) or month, in UTC. */
function periodOf(period: Quota["period"], now: Date): string {
  if (period === "MONTH") {
    return now.toISOString().slice(0, 7);
  }
  const day = new Date(now);
  if (period === "WEEK") {
    day.setUTCDate(day.getUTCDate() - day.getUTCDay());
  }
  return day.toISOString().slice(0, 10);
}
