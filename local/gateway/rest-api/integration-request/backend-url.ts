import { parameterSource } from "../call/parameter-sources";
import type { Call } from "../call/call";
import type { TemplateContext } from "../call/template-context";
import type { Integration } from "../model/rest-api";
import { configurationError } from "../call/gateway-error";
import { beforeParameters, withinBase } from "../../common/integration/within-base";
import { fillStageVariables } from "./stage-variables";

const TARGET = /^integration\.request\.(path|querystring)\.(.+)$/;

type Mapped = Readonly<Record<"path" | "querystring", Map<string, readonly string[]>>>;

function mappedParameters(call: Call, requestParameters: Integration["requestParameters"]): Mapped {
  const mapped: Mapped = { path: new Map(), querystring: new Map() };
  for (const [target, source] of Object.entries(requestParameters)) {
    const [, kind, name = ""] = TARGET.exec(target) ?? [];
    if (kind !== "path" && kind !== "querystring") {
      continue;
    }
    const values = valuesOf(call, source);
    if (values.length > 0) {
      mapped[kind].set(name, values);
    }
  }
  return mapped;
}

/** A query parameter with several values is passed on with all of them. */
function valuesOf(call: Call, source: string): readonly string[] {
  const [, name] = /^method\.request\.multivaluequerystring\.(.+)$/.exec(source) ?? [];
  if (name !== undefined) {
    return call.query.get(name) ?? [];
  }
  const value = parameterSource(call, source);
  return value === undefined ? [] : [value];
}

/** The method of the backend request: ANY passes on the client's. */
export function backendMethod({ request }: Call, { httpMethod }: { httpMethod: string }): string {
  return httpMethod === "ANY" ? request.method : httpMethod;
}

/**
 * The URL of a backend with its path parameters filled in. The query string is that of the uri,
 * then the client's (for a proxy integration), then the mapped parameters.
 * @throws GatewayError 500 where a parameter or stage variable of the uri has no value
 * @throws IntegrationFailure where a parameter leads out of the uri's own path
 */
export function backendUrl(
  call: Call,
  { uri, requestParameters }: { uri: string; requestParameters: Integration["requestParameters"] },
  { passQuery, context }: { passQuery: boolean; context?: TemplateContext },
): string {
  const mapped = mappedParameters(call, requestParameters);
  for (const kind of ["path", "querystring"] as const) {
    for (const [name, value] of context?.requestOverrides(kind) ?? []) {
      mapped[kind].set(name, [value]);
    }
  }
  const template = fillStageVariables(uri, call);
  const filled = template.replace(
    /\{([^{}]+?)\+?\}/g,
    (_, name: string) => mapped.path.get(name)?.at(-1) ?? missing(name),
  );
  const [base = "", ownQuery = ""] = filled.split("?", 2);
  const passed = passQuery ? call.query : new Map<string, readonly string[]>();
  const query = [ownQuery, encode(passed), encode(mapped.querystring)].filter(Boolean).join("&");
  return withinBase(beforeParameters(template), query === "" ? base : `${base}?${query}`);
}

function missing(name: string): never {
  throw configurationError(
    `nothing is mapped to the path parameter {${name}} of the integration's uri`,
  );
}

function encode(values: ReadonlyMap<string, readonly string[]>): string {
  return [...values]
    .flatMap(([name, all]) => all.map((value) => `${part(name)}=${part(value)}`))
    .join("&");
}

function part(text: string): string {
  return encodeURIComponent(Buffer.from(text, "utf8").toString("utf8"));
}
