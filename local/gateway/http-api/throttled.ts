import type { HttpResponse } from "../common/http-message";
import { limitText, type TokenBuckets } from "../common/throttle";
import type { Stage } from "../common/api-v2/stage";
import type { RouteKey } from "./model/route-key";
import { tooManyRequests } from "./own-responses";

/**
 * Takes a token of the stage's throttle of a route. Each route has its own token bucket.
 * @returns the response to a request above the limits
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export function throttled(
  buckets: TokenBuckets,
  { address, defaultThrottle, routeThrottles }: Stage,
  { text }: RouteKey,
): HttpResponse | undefined {
  const throttle = routeThrottles.get(text) ?? defaultThrottle;
  if (!throttle || buckets.take(`${address} ${text}`, throttle)) {
    return undefined;
  }
  return tooManyRequests(`over the throttle of ${address} for ${text}: ${limitText(throttle)}`);
}
