import type { JsonObject } from "./json";
import type { Report } from "./report";

/**
 * The keys that swagger-parser knows in the objects of OpenAPI 3.0. It drops all others, with a
 * message.
 */
const KEYS = {
  document: "openapi info servers paths components security tags externalDocs",
  info: "title description termsOfService contact license version",
  components:
    "schemas responses parameters examples requestBodies headers securitySchemes links callbacks",
  pathItem:
    "$ref summary description get put post delete head patch options trace servers parameters",
  operation:
    "tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers",
  parameter:
    "$ref name in description required deprecated allowEmptyValue style explode allowReserved schema example examples content",
  requestBody: "$ref description content required",
  response: "$ref description headers content links",
  mediaType: "schema example examples encoding",
} as const;

/** The position as swagger-parser reports it; undefined where AWS uses another parser. */
export type Attribute = string | undefined;

export function warnOfUnknownKeys(
  report: Report,
  kind: keyof typeof KEYS,
  object: JsonObject,
  { location, attribute }: { readonly location: string; readonly attribute: Attribute },
): void {
  if (attribute === undefined) {
    return;
  }
  const known = KEYS[kind].split(" ");
  for (const key of Object.keys(object)) {
    if (known.includes(key) || key.startsWith("x-")) {
      continue;
    }
    report.warn("unknownKey", join(location, key), unexpected(attribute, key));
  }
}

// swagger-parser's messages. AWS puts "Parse issue: " before them, as recorded for HTTP APIs.

export function unexpected(attribute: Attribute, key: string): string | undefined {
  return parseIssue(attribute, key, "is unexpected");
}

export function ofAnotherType(attribute: Attribute, key: string, type: string): string | undefined {
  return parseIssue(attribute, key, `is not of type \`${type}\``);
}

export function repeated(attribute: Attribute, key: string): string | undefined {
  return parseIssue(attribute, key, "is repeated");
}

function parseIssue(attribute: Attribute, key: string, what: string): string | undefined {
  return attribute === undefined
    ? undefined
    : `Parse issue: attribute ${join(attribute, key)} ${what}`;
}

function join(parent: string, key: string): string {
  return parent === "" ? key : `${parent}.${key}`;
}
