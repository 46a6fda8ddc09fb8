import { limitText, type TokenBuckets } from "../limits/throttle";
import type { Stage } from "./stage";

/**
 * Takes a token of the stage's throttle of a route. Each route has its own token bucket.
 * @returns why the request is refused; undefined if the route had a token
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export function overThrottle(
  buckets: TokenBuckets,
  { address, defaultThrottle, routeThrottles }: Stage,
  routeKey: string,
): string | undefined {
  const throttle = routeThrottles.get(routeKey) ?? defaultThrottle;
  return !throttle || buckets.take(`${address} ${routeKey}`, throttle)
    ? undefined
    : `over the throttle of ${address} for ${routeKey}: ${limitText(throttle)}`;
}
