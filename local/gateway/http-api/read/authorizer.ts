import { isTrustworthy } from "../../../jwt";
import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse, refuseUnserved } from "../../common/refuse";
import type { IdentitySource, JwtAuthorizer, RouteAuthorizer } from "../model/authorizer";
import { isContextVariable } from "../parameter-mapping/context-variables";

/** The authorizers of an API by their IDs. */
export type AuthorizersById = ReadonlyMap<string | undefined, ResolvedResource>;

/**
 * Who may call a route.
 * @throws Error that names the address of what isn't understood: it is never served open
 */
export function readAuthorizer(
  route: ResolvedResource,
  authorizers: AuthorizersById,
): RouteAuthorizer {
  const type = route.string("authorization_type") ?? "NONE";
  switch (type) {
    case "NONE":
      return { kind: "none" };
    case "JWT":
      return readJwt(authorizerOf(route, authorizers, type, "JWT"), route);
    default:
      return refuse(route.address, "authorization_type", type, "Use NONE or JWT.");
  }
}

function authorizerOf(
  route: ResolvedResource,
  authorizers: AuthorizersById,
  authorizationType: string,
  type: string,
): ResolvedResource {
  const id = route.string("authorizer_id") ?? "";
  const authorizer = authorizers.get(id);
  if (authorizer?.string("authorizer_type") !== type) {
    const rule = `With authorization_type ${authorizationType}, use the id of an authorizer of this API with authorizer_type ${type}.`;
    refuse(route.address, "authorizer_id", id, rule);
  }
  refuseUnserved(authorizer);
  return authorizer;
}

function readJwt(authorizer: ResolvedResource, route: ResolvedResource): JwtAuthorizer {
  const { address } = authorizer;
  const [configuration] = authorizer.blocks("jwt_configuration");
  const issuer = configuration?.string("issuer") ?? "";
  if (!isTrustworthy(issuer)) {
    const rule = "Use an https URL. The local runner also accepts http://localhost:PORT.";
    refuse(`${address}.jwt_configuration`, "issuer", issuer, rule);
  }
  const [source, ...others] = authorizer.strings("identity_sources");
  if (source === undefined || others.length > 0) {
    const sources = authorizer.strings("identity_sources").join(", ");
    refuse(address, "identity_sources", sources, "Use one source for a JWT authorizer.");
  }
  return {
    kind: "jwt",
    address,
    name: authorizer.string("name") ?? "",
    identitySource: parseIdentitySource(address, source, /^\$request\.(header|querystring)\.(.+)$/),
    issuer,
    audience: configuration?.strings("audience") ?? [],
    scopes: route.strings("authorization_scopes"),
  };
}

/**
 * @param allowed with the source and the name as its groups
 * @throws Error that names the address
 */
function parseIdentitySource(address: string, text: string, allowed: RegExp): IdentitySource {
  const [, source = "", name = ""] = allowed.exec(text) ?? [];
  if (!isSource(source) || (source === "context" && !isContextVariable(name))) {
    refuse(address, "identity_sources", text, "API Gateway has no such identity source here.");
  }
  return { source, name };
}

const SOURCES: readonly string[] = ["header", "querystring", "context", "stageVariables"];

function isSource(text: string): text is IdentitySource["source"] {
  return SOURCES.includes(text);
}
