import { headerValue } from "../../common/http/http-message";
import { whyNoKey } from "../../common/usage-plans/api-key-source";
import { KeyUsage } from "../../common/usage-plans/key-usage";
import type { PlannedKey } from "../../common/usage-plans/usage-plan";
import type { Call } from "../call/call";
import { GatewayError } from "../call/gateway-error";

/** What the admission of a request depends on. */
export interface KeyedCall extends Pick<Call, "request" | "stage" | "method" | "authorized"> {
  readonly api: Pick<Call["api"], "apiKeySource">;
}

const ERRORS = { throttle: "THROTTLED", quota: "QUOTA_EXCEEDED" } as const;

/** Admits requests with keys, as far as their plans allow. Tests pass their own clock. */
export class Usage {
  private readonly usage: KeyUsage;

  constructor(now?: () => Date) {
    this.usage = new KeyUsage(now);
  }

  /**
   * The key of a request to a method that requires one.
   * @throws GatewayError 403 without a key of the stage, 429 above its plan's throttle or quota
   */
  admit(call: KeyedCall, keys: ReadonlyMap<string, PlannedKey>): PlannedKey {
    const { stage, method } = call;
    const value = keyValueOf(call);
    const key = keys.get(value ?? "");
    if (!key) {
      const missing = { of: "method", source: call.api.apiKeySource, stageAddress: stage.address };
      throw new GatewayError("INVALID_API_KEY", whyNoKey(value, missing));
    }
    const methodPath = `${method.resource.path}/${method.httpMethod}`;
    const excess = this.usage.use(key, stage.address, methodPath);
    if (excess) {
      throw new GatewayError(ERRORS[excess.limit], excess.reason);
    }
    return key;
  }
}

/** Where authorizers choose the keys, the header doesn't count at all. */
function keyValueOf({ api, request, authorized }: KeyedCall): string | undefined {
  return api.apiKeySource === "AUTHORIZER"
    ? authorized.usageIdentifierKey
    : headerValue(request.headers, "x-api-key");
}
