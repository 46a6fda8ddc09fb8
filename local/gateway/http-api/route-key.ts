import { refuse } from "../common/definition-error";

/** The kinds of path segments, the most specific first. */
type Segment =
  | { readonly kind: "static"; readonly text: string }
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "greedy"; readonly name: string };

/** What a route answers: `GET /pets/{id}`, `ANY /{proxy+}` or `$default`. */
export type RouteKey =
  | { readonly kind: "default"; readonly text: string }
  | {
      readonly kind: "path";
      readonly text: string;
      readonly method: string;
      readonly path: string;
      readonly segments: readonly Segment[];
    };

/** @throws Error that names the address when the text is no route key */
export function parseRouteKey(address: string, text: string): RouteKey {
  if (text === "$default") return { kind: "default", text };
  const [, method, path] = /^([A-Z]+) (\/.*)$/.exec(text) ?? [];
  if (!method || !path)
    refuse(address, "route_key", text, 'Use "$default" or "<METHOD or ANY> /<path>".');
  return { kind: "path", text, method, path, segments: segmentsOf(path).map(segment) };
}

function segment(text: string): Segment {
  const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(text) ?? [];
  if (name === undefined) return { kind: "static", text };
  return { kind: greedy ? "greedy" : "parameter", name };
}

/** The segments of a path; a slash at its end adds none. */
export function segmentsOf(path: string): string[] {
  const trimmed = path.replace(/^\//, "").replace(/\/$/, "");
  return trimmed === "" ? [] : trimmed.split("/");
}

export interface RouteMatch<Route> {
  readonly route: Route;
  /** Path parameters, encoded as they were sent. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The route of a request: by path the most specific one, segment by segment (text, then parameter,
 * then greedy), then by method before ANY; `$default` last.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function chooseRoute<Route extends { readonly key: RouteKey }>(
  routes: readonly Route[],
  method: string,
  path: string,
): RouteMatch<Route> | undefined {
  const segments = segmentsOf(path);
  const matches = routes.flatMap((route) => {
    const { key } = route;
    if (key.kind === "default") return [{ route, rank: "9", parameters: {} }];
    if (key.method !== method && key.method !== "ANY") return [];
    const parameters = match(key.segments, segments);
    const rank = key.segments.map(rankOf).join("") + (key.method === "ANY" ? "8" : "7");
    return parameters ? [{ route, rank, parameters }] : [];
  });
  return matches.sort((a, b) => (a.rank < b.rank ? -1 : 1))[0];
}

function rankOf({ kind }: Segment): string {
  return { static: "1", parameter: "2", greedy: "3" }[kind];
}

function match(
  pattern: readonly Segment[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    const text = segments[at];
    if (text === undefined) return undefined;
    if (part.kind === "greedy") return { ...parameters, [part.name]: segments.slice(at).join("/") };
    if (part.kind === "static" && part.text !== text) return undefined;
    if (part.kind === "parameter") parameters[part.name] = text;
  }
  return segments.length === pattern.length ? parameters : undefined;
}
