import type { LambdaServiceError } from "../../../lambda/lambda-service";

/** The reason why an invocation didn't start. */
export function invocationRefused({ code, message }: LambdaServiceError): string {
  return `Lambda refused the invocation: ${code}: ${message}`;
}

/** Describes a JSON value without its content, which may be a secret. */
export function kindOf(value: unknown): string {
  if (value === null) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "a list";
  }
  if (typeof value !== "object") {
    return `a ${typeof value}`;
  }
  const keys = Object.keys(value);
  return keys.length === 0 ? "an empty object" : `an object with ${listed(keys)}`;
}

const MOST_LISTED = 10;

/** Lists the first few of many items. */
export function listed(items: readonly string[]): string {
  const rest = items.length - MOST_LISTED;
  const shown = items.slice(0, MOST_LISTED).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

/** The reason why no route matches a request. */
export function noRoute(
  { method, path }: { readonly method: string; readonly path: string },
  methodsOfPath: readonly string[],
  routes: readonly string[],
): string {
  if (methodsOfPath.length > 0) {
    return `no method ${method} on ${path}; there are: ${listed(methodsOfPath)}`;
  }
  return routes.length === 0
    ? "the API has no routes"
    : `no route matches ${method} ${path}; there are: ${listed(routes)}`;
}

/** The reason why no stage matches a request. */
export function noStage(segment: string, stages: readonly string[]): string {
  if (stages.length === 0) {
    return "the API has no stage";
  }
  const found = segment === "" ? "the path doesn't name a stage" : `no stage is named ${segment}`;
  return `${found}; there are: ${listed(stages)}`;
}

/** The reason why a request to the default endpoint gets no stage. */
export const ENDPOINT_DISABLED =
  "disable_execute_api_endpoint is true: send the request to a custom domain, by its Host header or to the port of --domain NAME";
