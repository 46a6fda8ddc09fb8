import type { PlannedKey, Quota } from "../model/usage-plan";
import { GatewayError } from "../call/gateway-error";
import { headerValue } from "../../common/http-message";
import { TokenBuckets } from "../../common/throttle";
import type { Call } from "../call/call";

/** What the admission of a request depends on. */
export interface KeyedCall extends Pick<Call, "request" | "stage" | "method" | "authorized"> {
  readonly api: Pick<Call["api"], "apiKeySource">;
}

/** Counts what each key uses of its plan. Tests pass their own clock. */
export class Usage {
  private readonly buckets = new TokenBuckets(() => this.now().getTime());
  private readonly quotas = new Map<string, { period: string; used: number }>();

  constructor(private readonly now: () => Date = () => new Date()) {}

  /**
   * The key of a request to a method that requires one.
   * @throws GatewayError 403 without a key of the stage, 429 above its plan's throttle or quota
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
   */
  admit(call: KeyedCall, keys: ReadonlyMap<string, PlannedKey>): PlannedKey {
    const { stage, method } = call;
    const value = keyValueOf(call);
    const key = keys.get(value ?? "");
    if (!key) {
      throw new GatewayError("INVALID_API_KEY", whyNoKey(value, call));
    }
    const { throttle, methodThrottles, quota, address } = key.plan;
    const id = `${address} ${key.id}`;
    const methodPath = `${method.resource.path}/${method.httpMethod}`;
    const methodThrottle = methodThrottles.get(methodPath);
    // A looser throttle of the method doesn't lift the plan's, as recorded.
    const isAdmitted =
      (!methodThrottle ||
        this.buckets.take(`${id} ${stage.address} ${methodPath}`, methodThrottle)) &&
      (!throttle || this.buckets.take(id, throttle));
    if (!isAdmitted) {
      throw new GatewayError("THROTTLED", `over the throttle of ${address}`);
    }
    if (quota && !this.useQuota(id, quota)) {
      const reason = `over the quota of ${address}: ${quota.limit} requests per ${quota.period.toLowerCase()}`;
      throw new GatewayError("QUOTA_EXCEEDED", reason);
    }
    return key;
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

/** Where authorizers choose the keys, the header doesn't count at all. */
function keyValueOf({ api, request, authorized }: KeyedCall): string | undefined {
  return api.apiKeySource === "AUTHORIZER"
    ? authorized.usageIdentifierKey
    : headerValue(request.headers, "x-api-key");
}

/** The reason doesn't contain the key, which is a secret. */
function whyNoKey(value: string | undefined, { api, stage }: KeyedCall): string {
  const [missing, source] =
    api.apiKeySource === "AUTHORIZER"
      ? ["the authorizer returned no usageIdentifierKey", "the authorizer's usageIdentifierKey"]
      : ["the request has no header x-api-key", "the API key in the header x-api-key"];
  return value === undefined
    ? `the method requires an API key, and ${missing}`
    : `${source} is not in a usage plan of ${stage.address}`;
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
