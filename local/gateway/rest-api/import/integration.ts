import { asObject, isObject, mapFields, type JsonObject } from "./json";
import type { Report } from "./report";

/** The method of an integration, which the integration's mappings have to match. */
export interface IntegrationContext {
  readonly report: Report;
  readonly path: string;
  readonly httpMethod: string;
  readonly location: string;
  readonly parameters: readonly JsonObject[];
  /** The responses that the method declares, by status code. */
  readonly responses: JsonObject;
}

/** The integration as AWS imports it. */
export function importIntegration(
  integration: JsonObject,
  context: IntegrationContext,
): JsonObject {
  return mapFields(integration, (value, name) => {
    if (!isObject(value)) {
      return value;
    }
    if (name === "requestParameters") {
      return importRequestParameters(value, context);
    }
    if (name === "responses") {
      return importResponses(value, context);
    }
    return value;
  });
}

function importRequestParameters(mappings: JsonObject, context: IntegrationContext): JsonObject {
  const { report, path, httpMethod } = context;
  return mapFields(mappings, (source, target) => {
    const location = `${context.location}.requestParameters.${target}`;
    if (typeof source !== "string") {
      const words = `Invalid format for 'requestParameters'. Expected type string for property '${target}' of resource '${path}' and method '${httpMethod}' but got '${String(source)}'`;
      report.warn("parameterOfAnotherType", location, words);
      return undefined;
    }
    if (!isDeclared(source, context)) {
      report.reject(location, invalidMapping("", source, context));
    }
    return source;
  });
}

const PARAMETER =
  /^method\.request\.(path|querystring|multivaluequerystring|header|multivalueheader)\.(.+)$/;

const DECLARED_IN: Readonly<Record<string, string>> = {
  querystring: "query",
  multivaluequerystring: "query",
  header: "header",
  multivalueheader: "header",
};

/** AWS declares the variables of a path implicitly. */
function isDeclared(source: string, { path, parameters }: IntegrationContext): boolean {
  const [, location = "", name = ""] = PARAMETER.exec(source) ?? [];
  if (location === "") {
    return true;
  }
  if (location === "path") {
    return path.includes(`{${name}}`) || path.includes(`{${name}+}`);
  }
  return parameters.some(
    (parameter) => parameter["in"] === DECLARED_IN[location] && isSameName(parameter["name"], name),
  );
}

/** Integration responses by selection pattern; only one of them can have a given status code. */
function importResponses(responses: JsonObject, context: IntegrationContext): JsonObject {
  const { report } = context;
  const location = `${context.location}.responses`;
  const patternOf = new Map(
    Object.entries(responses).map(([pattern, response]) => [statusOf(response), pattern]),
  );
  return mapFields(responses, (response, pattern) => {
    if (patternOf.get(statusOf(response)) !== pattern) {
      report.warn("sameStatus", `${location}.${pattern}`);
      return undefined;
    }
    rejectUndeclaredHeaders(asObject(response), `${location}.${pattern}`, context);
    return response;
  });
}

function statusOf(response: unknown): string {
  return String(asObject(response)["statusCode"]);
}

function rejectUndeclaredHeaders(
  response: JsonObject,
  location: string,
  context: IntegrationContext,
): void {
  const declared = asObject(asObject(context.responses[statusOf(response)])["headers"]);
  for (const target of Object.keys(asObject(response["responseParameters"]))) {
    const name = /^method\.response\.header\.(.+)$/.exec(target)?.[1];
    if (name === undefined) {
      continue;
    }
    if (Object.keys(declared).some((header) => isSameName(header, name))) {
      continue;
    }
    const message = invalidMapping(" response", target, context);
    context.report.reject(`${location}.responseParameters.${target}`, message);
  }
}

function isSameName(one: unknown, other: string): boolean {
  return String(one).toLowerCase() === other.toLowerCase();
}

/** The message is recorded for both kinds of mapping. */
function invalidMapping(
  kind: "" | " response",
  parameter: string,
  { path, httpMethod }: IntegrationContext,
): string {
  return `Unable to put integration${kind} on '${httpMethod}' for resource at path '${path}': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: ${parameter}]`;
}
