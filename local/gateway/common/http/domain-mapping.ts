import type { HttpRequest } from "./http-message";

/** What led a request to an API: its custom domain and the mapping that matched. */
export interface DomainMapping {
  /** The domain's name as requested, in lower case and without a port. */
  readonly name: string;
  /** The first segments of the path that the mapping matched; empty if it matches all paths. */
  readonly key: string;
  /** Undefined: the path names the stage after the key. */
  readonly stage: string | undefined;
  /** Whether events show the client's certificate. */
  readonly hasMutualTls: boolean;
}

/** The same path as sent to the API's default endpoint: without the key, with the stage. */
export function defaultEndpointPath({ key, stage }: DomainMapping, path: string): string {
  const rest = key === "" ? path : path.slice(`/${key}`.length) || "/";
  return stage === undefined || stage === "$default" ? rest : `/${stage}${rest}`;
}

/** The path as the client sent it, which for a custom domain is not that of the default endpoint. */
export function sentPath({ domain, path }: HttpRequest): string {
  return domain?.sentPath ?? path;
}

/** The first label of a custom domain. */
export function domainPrefix({ domain }: HttpRequest, apiId: string): string {
  return domain?.name.split(".", 1)[0] ?? apiId;
}
