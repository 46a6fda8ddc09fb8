import { segmentsOf, type RouteKey, type Segment } from "./model/route-key";

interface WithKey {
  readonly key: RouteKey;
}

export interface RouteMatch<Route> {
  readonly route: Route;
  /** Path parameters, encoded as they were sent. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * The routes of an API, the most specific first: routes that match the whole path, then greedy
 * routes, then `$default`. Two routes of the same kind are compared segment by segment (static text,
 * then parameter, then greedy), and finally by method: ANY comes last.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export class RouteTable<Route extends WithKey> {
  private readonly routes: readonly Route[];

  constructor(routes: readonly Route[]) {
    const ranked = routes.map((route) => ({ route, rank: rankOf(route.key) }));
    this.routes = ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ route }) => route);
  }

  find(method: string, path: string): RouteMatch<Route> | undefined {
    const segments = segmentsOf(path);
    for (const route of this.routes) {
      const parameters = match(route.key, method, segments);
      if (parameters) {
        return { route, parameters };
      }
    }
    return undefined;
  }

  /** All routes that match a request, for its trace: the first is the one that `find` finds. */
  matching(method: string, path: string): Route[] {
    const segments = segmentsOf(path);
    return this.routes.filter(({ key }) => match(key, method, segments));
  }

  /** The methods of the routes that match a path. */
  methodsOn(path: string): string[] {
    const segments = segmentsOf(path);
    return this.routes.flatMap(({ key }) =>
      key.kind === "path" && fits(key.segments, segments) ? [key.method] : [],
    );
  }
}

const SEGMENT_RANKS = { static: "1", parameter: "2", greedy: "3" } as const;

/** A sort key: routes are tried in its order. */
function rankOf(key: RouteKey): string {
  if (key.kind === "default") {
    return "3";
  }
  const kind = key.segments.at(-1)?.kind === "greedy" ? "2" : "1";
  const path = key.segments.map((segment) => SEGMENT_RANKS[segment.kind]).join("");
  return `${kind}${path}${key.method === "ANY" ? "8" : "7"}`;
}

const NO_PARAMETERS: ReadonlyMap<string, string> = new Map();

function match(
  key: RouteKey,
  method: string,
  segments: readonly string[],
): ReadonlyMap<string, string> | undefined {
  if (key.kind === "default") {
    return NO_PARAMETERS;
  }
  if (key.method !== method && key.method !== "ANY") {
    return undefined;
  }
  return fits(key.segments, segments) ? parametersOf(key.segments, segments) : undefined;
}

/** Checks only: reading the parameters of each route tried would cost more. */
function fits(pattern: readonly Segment[], segments: readonly string[]): boolean {
  const isGreedy = pattern.at(-1)?.kind === "greedy";
  const hasLength = isGreedy
    ? segments.length >= pattern.length
    : segments.length === pattern.length;
  return (
    hasLength &&
    pattern.every((part, index) => part.kind !== "static" || part.text === segments[index])
  );
}

function parametersOf(
  pattern: readonly Segment[],
  segments: readonly string[],
): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const [index, part] of pattern.entries()) {
    if (part.kind === "greedy") {
      parameters.set(part.name, segments.slice(index).join("/"));
    } else if (part.kind === "parameter") {
      parameters.set(part.name, segments[index] ?? "");
    }
  }
  return parameters;
}
