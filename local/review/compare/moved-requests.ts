import type { ApiDescription, RouteDescription } from "../describe";
import { withoutVariableNames } from "../rules";
import { examplesOf } from "./examples";
import { routerOf } from "./router";

/** Requests that go from one route to another. */
export interface Move {
  /** `GET /pets/latest` */
  readonly example: string;
  readonly before: RouteDescription;
  readonly after: RouteDescription;
}

export interface Rerouting {
  /** One for each pair of routes. */
  readonly moves: readonly Move[];
  /** Keys of the routes whose requests, or some of them, no route gets any more. */
  readonly lost: ReadonlySet<string>;
}

/**
 * Asks the routers of both sides which routes get the same requests. Only routes that are added or
 * removed can move requests, so the examples are made from those.
 */
export function rerouting(before: ApiDescription, after: ApiDescription): Rerouting {
  const changed = [...routesWithout(before, after), ...routesWithout(after, before)];
  const all = [...new Set([...before.routes, ...after.routes].map(({ key }) => key))];
  const [routeBefore, routeAfter] = [routerOf(before), routerOf(after)];
  const moves = new Map<string, Move>();
  const lost = new Set<string>();
  const examples = changed.flatMap(({ key }) =>
    before.kind === "WebSocket API" ? [{ method: "message", path: key }] : examplesOf(key, all),
  );
  for (const request of examples) {
    const [from, to] = [routeBefore(request), routeAfter(request)];
    if (!from) {
      continue;
    }
    if (!to) {
      lost.add(from.key);
      continue;
    }
    const pair = `${from.key} ${to.key}`;
    if (!isSameRoute(from, to) && !moves.has(pair)) {
      moves.set(pair, { example: `${request.method} ${request.path}`, before: from, after: to });
    }
  }
  return { moves: [...moves.values()], lost };
}

/** Whether two routes get the same requests: the names of path variables don't matter. */
export function isSameRoute(a: RouteDescription, b: RouteDescription): boolean {
  return withoutVariableNames(a.key) === withoutVariableNames(b.key);
}

/** The routes of an API that another lacks. */
function routesWithout(api: ApiDescription, other: ApiDescription): RouteDescription[] {
  return api.routes.filter((route) => !other.routes.some((one) => isSameRoute(route, one)));
}
