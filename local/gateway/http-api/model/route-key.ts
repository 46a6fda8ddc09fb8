import { refuse } from "../../common/unservable/refuse";

/** A segment of a route's path: static text, `{name}` or `{name+}`. */
export type Segment =
  | { readonly kind: "static"; readonly text: string }
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "greedy"; readonly name: string };

/** `GET /pets/{id}`, `ANY /{proxy+}` or `$default`. */
export type RouteKey =
  | { readonly kind: "default"; readonly text: string }
  | {
      readonly kind: "path";
      readonly text: string;
      readonly method: string;
      readonly path: string;
      readonly segments: readonly Segment[];
    };

/** @throws Error that names the address if the text is not a route key */
export function parseRouteKey(address: string, text: string): RouteKey {
  if (text === "$default") {
    return { kind: "default", text };
  }
  const [, method, path] = /^([A-Z]+) (\/.*)$/.exec(text) ?? [];
  if (!method || !path) {
    refuse(address, "route_key", text, 'Use "$default" or "METHOD /path"; METHOD can be ANY.');
  }
  const segments = segmentsOf(path).map(parseSegment);
  if (segments.slice(0, -1).some(({ kind }) => kind === "greedy")) {
    refuse(address, "route_key", text, "A greedy parameter must be the last segment.");
  }
  return { kind: "path", text, method, path, segments };
}

function parseSegment(text: string): Segment {
  const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(text) ?? [];
  if (name === undefined) {
    return { kind: "static", text };
  }
  return { kind: greedy ? "greedy" : "parameter", name };
}

/** The segments of a path. A trailing slash is ignored. */
export function segmentsOf(path: string): string[] {
  const trimmed = path.replace(/^\//, "").replace(/\/$/, "");
  return trimmed === "" ? [] : trimmed.split("/");
}
