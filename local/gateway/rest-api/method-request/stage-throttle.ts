import { limitText, type TokenBuckets } from "../../common/limits/throttle";
import type { Call } from "../call/call";
import { GatewayError } from "../call/gateway-error";
import { ALL_METHODS, settingsKey } from "../model/method-settings";

/**
 * Takes a token of the stage's throttle of a method. Methods without their own settings have a token
 * bucket each, with the limits that the stage sets for all methods.
 * @throws GatewayError 429 above the limits
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export function admitToStage(buckets: TokenBuckets, { stage, method, request }: Call): void {
  const { path } = method.resource;
  const declared = settingsKey(path, method.httpMethod);
  const keys = [settingsKey(path, request.method), declared];
  const own = keys.find((key) => stage.throttles.has(key));
  const throttle = stage.throttles.get(own ?? ALL_METHODS);
  if (throttle && !buckets.take(`${stage.address} ${own ?? declared}`, throttle)) {
    throw new GatewayError(
      "THROTTLED",
      `over the throttle of ${stage.address} for ${own ?? "all methods"}: ${limitText(throttle)}`,
    );
  }
}
