import type { Attributes, ResolvedResource } from "../../../terraform/resolved-stack";
import type { Throttle } from "../limits/throttle";
import type { Stage } from "./stage";

/** How a stage throttles its routes. */
export function readThrottles(
  stage: ResolvedResource,
): Pick<Stage, "defaultThrottle" | "routeThrottles"> {
  const [settings] = stage.blocks("default_route_settings");
  return {
    defaultThrottle: settings && throttleOf(settings),
    routeThrottles: new Map(
      stage
        .blocks("route_settings")
        .map((route) => [route.string("route_key") ?? "", throttleOf(route)]),
    ),
  };
}

/** The provider sends 0 for a limit that isn't set, and AWS then admits no request. */
function throttleOf(settings: Attributes): Throttle {
  return {
    burst: settings.number("throttling_burst_limit") ?? 0,
    rate: settings.number("throttling_rate_limit") ?? 0,
  };
}

const LIMITS = ["throttling_burst_limit", "throttling_rate_limit"];

/**
 * Warns about settings that omit a limit.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export function throttleWarnings(stages: readonly ResolvedResource[]): string[] {
  return stages
    .flatMap((stage) => [
      ...stage.blocks("default_route_settings"),
      ...stage.blocks("route_settings"),
    ])
    .flatMap((settings) => {
      const missing = LIMITS.filter((limit) => settings.number(limit) === undefined);
      return missing.length === 0 ? [] : [unlimitedText(settings, missing)];
    });
}

function unlimitedText({ address }: Attributes, missing: readonly string[]): string {
  return `${address}: ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set, which means 0: every request gets 429 Too Many Requests, as on AWS. Set both limits.`;
}
