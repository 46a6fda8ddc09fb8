import leven from "leven";
import type { StepFields } from "./step-recorder";
import type { LostRoute, RouteStep } from "./trace-step";

/** A request as routes see it. */
interface RoutedRequest {
  readonly method: string;
  /** Within the stage. */
  readonly path: string;
}

/** The step in which the stage and the route are chosen. */
export function routeStep({ method, path }: RoutedRequest, stage?: string): StepFields<RouteStep> {
  return { step: "route", method, path, stage, lost: [], near: [] };
}

/** @param matching keys of all routes that match the request, the chosen one among them */
export function lostRoutes(chosen: string, matching: readonly string[]): LostRoute[] {
  return matching
    .filter((routeKey) => routeKey !== chosen)
    .map((routeKey) => ({ routeKey, reason: whyLost(chosen, routeKey) }));
}

function whyLost(chosen: string, lost: string): string {
  if (lost === "$default") {
    return "$default comes last";
  }
  const [chosenSegments, lostSegments] = [chosen, lost].map((key) => segmentsOf(pathOf(key)));
  const at = lostSegments?.findIndex((segment, index) => segment !== chosenSegments?.[index]) ?? -1;
  const [before, after] = [chosenSegments?.[at], lostSegments?.[at]];
  return before === undefined || after === undefined
    ? "ANY comes after a route for the method"
    : `${after} is less specific than ${before}`;
}

const MOST_NEAR = 3;

/** The routes whose method and path are most like those of a request, the nearest first. */
export function nearRoutes({ method, path }: RoutedRequest, routes: readonly string[]): string[] {
  const request = `${method} ${path}`;
  return routes
    .filter((routeKey) => routeKey !== "$default")
    .map((routeKey) => ({ routeKey, distance: leven(request, filledIn(routeKey, method, path)) }))
    .filter(({ distance }) => distance <= Math.max(3, request.length / 4))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, MOST_NEAR)
    .map(({ routeKey }) => routeKey);
}

/** A route with what a request has in the place of its parameters and of ANY. */
function filledIn(routeKey: string, method: string, path: string): string {
  const sent = segmentsOf(path);
  const segments = segmentsOf(pathOf(routeKey)).map((segment, index) => {
    if (!/^\{.+\}$/.test(segment)) {
      return segment;
    }
    return segment.endsWith("+}") ? sent.slice(index).join("/") : (sent[index] ?? segment);
  });
  const [routeMethod = ""] = routeKey.split(" ", 1);
  return `${routeMethod === "ANY" ? method : routeMethod} /${segments.join("/")}`;
}

function pathOf(routeKey: string): string {
  return routeKey.slice(routeKey.indexOf(" ") + 1);
}

function segmentsOf(path: string): string[] {
  return path.replace(/^\/+|\/+$/g, "").split("/");
}
