import { beforeParameters, withinBase } from "../../../common/integration/within-base";
import type { Call } from "../../call";
import type { BackendIntegration } from "../../model/integration";
import { GatewayError } from "../gateway-error";
import { mappedValue } from "./request-values";

const TARGET = /^integration\.request\.(path|querystring|header)\.(.+)$/;

/** The values that a parameter mapping gives the request of an integration, by name. */
export interface MappedParameters {
  readonly path: ReadonlyMap<string, string>;
  readonly querystring: ReadonlyMap<string, string>;
  readonly header: ReadonlyMap<string, string>;
}

/** A parameter whose source is missing is left out. */
export function mappedParameters(
  call: Call,
  { parameters }: Pick<BackendIntegration, "parameters">,
): MappedParameters {
  const mapped = { path: new Map(), querystring: new Map(), header: new Map() };
  for (const [target, source] of Object.entries(parameters)) {
    const [, kind, name = ""] = TARGET.exec(target) ?? [];
    const value = mappedValue(call, source);
    if (kind !== undefined && value !== undefined) {
      mapped[kind as keyof typeof mapped].set(name, value);
    }
  }
  return mapped;
}

/**
 * The URL of a backend, with its path parameters and the mapped query.
 * @throws GatewayError 500 where a path parameter has no value
 * @throws IntegrationFailure where one leads out of the uri's own path
 */
export function backendUrl(uri: string, { path, querystring }: MappedParameters): string {
  const filled = uri.replace(/\{([^{}]+)\}/g, (_, name: string) => path.get(name) ?? missing(name));
  const [base = "", ownQuery = ""] = filled.split("?", 2);
  const mapped = new URLSearchParams([...querystring]).toString();
  const query = [ownQuery, mapped].filter(Boolean).join("&");
  return withinBase(beforeParameters(uri), query === "" ? base : `${base}?${query}`);
}

function missing(name: string): never {
  throw new GatewayError(
    500,
    `nothing is mapped to the path parameter {${name}} of the integration's uri`,
  );
}
