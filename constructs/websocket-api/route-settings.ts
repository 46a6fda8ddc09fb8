import type {
  Apigatewayv2StageDefaultRouteSettings,
  Apigatewayv2StageRouteSettings,
} from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import type { Construct } from "constructs";
import { checkThrottle, DEFAULT_THROTTLE, LOGGING_LEVELS } from "../api-gateway";
import { checkChoice } from "../core/checks";
import { checkProps } from "../core/props";
import { ROUTE_SETTINGS_KINDS } from "./prop-kinds";
import type { WebSocketRouteSettings, WebSocketStageOptions } from "./stage-props";

/** The settings of a stage's routes, as API Gateway gets them. */
export function settingsOf({
  throttle: { rateLimit, burstLimit } = DEFAULT_THROTTLE,
  loggingLevel = "ERROR",
  detailedMetrics = false,
}: WebSocketRouteSettings): Apigatewayv2StageDefaultRouteSettings {
  return {
    throttlingRateLimit: rateLimit,
    throttlingBurstLimit: burstLimit,
    loggingLevel,
    detailedMetricsEnabled: detailedMetrics,
    dataTraceEnabled: false,
  };
}

/** The settings of single routes. Each is complete: a route inherits no single setting of its stage. */
export function routeSettings({
  routeSettings: byKey = {},
  throttle,
  loggingLevel,
  detailedMetrics,
}: WebSocketStageOptions): Apigatewayv2StageRouteSettings[] | undefined {
  const all = Object.entries(byKey).map(([routeKey, own]) => ({
    routeKey,
    ...settingsOf({
      throttle: own.throttle ?? throttle,
      loggingLevel: own.loggingLevel ?? loggingLevel,
      detailedMetrics: own.detailedMetrics ?? detailedMetrics,
    }),
  }));
  return all.length === 0 ? undefined : all;
}

/** Refuses settings that API Gateway would, and at synth those of a route that the API doesn't have. */
export function checkRouteSettings(
  stage: Construct,
  byKey: WebSocketStageOptions["routeSettings"] = {},
  hasRoute: (routeKey: string) => boolean,
): void {
  for (const [routeKey, settings] of Object.entries(byKey)) {
    const named = (prop: string) => `routeSettings[${JSON.stringify(routeKey)}].${prop}`;
    checkProps(stage, settings, ROUTE_SETTINGS_KINDS, named);
    checkThrottle(stage, settings.throttle);
    checkChoice(stage, named("loggingLevel"), settings.loggingLevel, LOGGING_LEVELS);
  }
  stage.node.addValidation({
    validate: () =>
      Object.keys(byKey)
        .filter((routeKey) => !hasRoute(routeKey))
        .map(
          (routeKey) =>
            `routeSettings has ${JSON.stringify(routeKey)}; allowed: keys of the ` +
            "API's routes. Add the route, or correct the key.",
        ),
  });
}
