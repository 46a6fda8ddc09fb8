import type { Construct } from "constructs";
import { refuse } from "../../core/refusal";

const REQUEST = /^method\.request\.(querystring|header|path)\.(.+)$/;
const RESPONSE = /^method\.response\.header\.(.+)$/;
const LOCATION: Record<string, string> = { querystring: "query", header: "header", path: "path" };

/** The names of a path's variables: `id` of `/pets/{id}`. */
export function pathVariables(path: string): string[] {
  return [...path.matchAll(/\{([^+}]+)\+?\}/g)].map(([, name = ""]) => name);
}

/** The parameters of an operation in an OpenAPI document; those of the path are always there. */
export function requestParameters(
  scope: Construct,
  path: string,
  given: Readonly<Record<string, boolean>> = {},
): object[] {
  const parameters = new Map<string, object>();
  for (const name of pathVariables(path)) {
    parameters.set(`path ${name}`, parameter(name, "path", true));
  }
  for (const [key, required] of Object.entries(given)) {
    const [, location = "", name = ""] =
      REQUEST.exec(key) ?? refuseKey(scope, key, "method.request.{querystring|header|path}.{name}");
    const where = LOCATION[location] ?? location;
    const id = `${where} ${name}`;
    if (where === "path" && !parameters.has(id)) {
      refuseKey(scope, key, `a variable of ${path}`);
    }
    parameters.set(id, parameter(name, where, where === "path" || required));
  }
  // Sorted, because the order in the source must not change the document.
  return [...parameters].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, item]) => item);
}

/** The headers of a response in an OpenAPI document. */
export function responseHeaders(
  scope: Construct,
  given: Readonly<Record<string, boolean>>,
): Record<string, object> {
  return Object.fromEntries(
    Object.entries(given).map(([key, required]) => {
      const [, name = ""] =
        RESPONSE.exec(key) ?? refuseKey(scope, key, "method.response.header.{name}");
      return [name, { required, schema: { type: "string" } }];
    }),
  );
}

function parameter(name: string, location: string, required: boolean): object {
  return { name, in: location, required, schema: { type: "string" } };
}

function refuseKey(scope: Construct, value: string, allowed: string): never {
  return refuse(scope, { what: "parameter", value, allowed, fix: "Write its name in this form." });
}
