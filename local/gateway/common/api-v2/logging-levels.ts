import type { Attributes, ResolvedResource } from "../../../terraform/resolved-stack";
import type { LoggingLevel, Stage } from "./stage";

/** What a stage writes into its execution log. */
export function readLoggingLevels(
  stage: ResolvedResource,
): Pick<Stage, "defaultLoggingLevel" | "routeLoggingLevels"> {
  const [settings] = stage.blocks("default_route_settings");
  return {
    defaultLoggingLevel: settings ? levelOf(settings) : "OFF",
    routeLoggingLevels: new Map(
      stage
        .blocks("route_settings")
        .map((route) => [route.string("route_key") ?? "", levelOf(route)]),
    ),
  };
}

function levelOf(settings: Attributes): LoggingLevel {
  const level = settings.string("logging_level");
  return level === "INFO" || level === "ERROR" ? level : "OFF";
}
