import type { JsonReader } from "../../../common/open-api/json-reader";

const ANY = "x-amazon-apigateway-any-method";
const VERBS = ["get", "put", "post", "delete", "options", "head", "patch", ANY];
const DEFAULT_PATH = /^\/?\$default$/;

/** An operation of a document, which becomes a route. */
export interface Operation {
  /** The path within the document: `paths./pets.get`. */
  readonly location: string;
  readonly routeKey: string;
  readonly operation: JsonReader;
}

/** The operations of the paths that AWS imports: those that begin with a slash, and `$default`. */
export function operationsOf(document: JsonReader): Operation[] {
  return document
    .object("paths")
    .entries()
    .filter(([path]) => path.startsWith("/") || DEFAULT_PATH.test(path))
    .flatMap(([path, item]) =>
      VERBS.filter((verb) => item.has(verb)).map((verb) => ({
        location: `paths.${path}.${verb}`,
        routeKey: routeKeyOf(path, verb),
        operation: item.object(verb),
      })),
    );
}

function routeKeyOf(path: string, verb: string): string {
  if (DEFAULT_PATH.test(path) && verb === ANY) {
    return "$default";
  }
  return `${verb === ANY ? "ANY" : verb.toUpperCase()} ${path}`;
}
