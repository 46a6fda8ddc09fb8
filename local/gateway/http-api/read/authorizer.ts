import { isTrustworthy } from "../../../jwt";
import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse, refuseUnserved } from "../../common/unservable/refuse";
import { servable } from "../../common/unservable/unservable";
import type {
  IdentitySource,
  JwtAuthorizer,
  LambdaAuthorizer,
  RouteAuthorizer,
} from "../model/authorizer";
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
    case "AWS_IAM":
      return { kind: "iam" };
    case "CUSTOM":
      return readLambda(authorizerOf(route, authorizers, type, "REQUEST"));
    default:
      return refuse(route.address, "authorization_type", type, "Use NONE, JWT, AWS_IAM or CUSTOM.");
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
  const issuer = issuerOf(authorizer);
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

function issuerOf(authorizer: ResolvedResource): string {
  const [configuration] = authorizer.blocks("jwt_configuration");
  return configuration?.string("issuer") ?? "";
}

/** Warns about issuers that the local runner accepts and AWS doesn't. */
export function issuerWarnings(authorizers: readonly ResolvedResource[]): string[] {
  return authorizers.flatMap((authorizer) => {
    const issuer = servable(() => issuerOf(authorizer)).value ?? "";
    return issuer.startsWith("http:") && isTrustworthy(issuer)
      ? `${authorizer.address}: issuer is "${issuer}", which only the local runner accepts. AWS needs an https URL.`
      : [];
  });
}

function readLambda(authorizer: ResolvedResource): LambdaAuthorizer {
  const { address } = authorizer;
  const uri = authorizer.string("authorizer_uri") ?? "";
  if (!FUNCTION_URI.test(uri)) {
    refuse(address, "authorizer_uri", uri, "Use the invoke_arn of a function.");
  }
  const payloadFormat = authorizer.string("authorizer_payload_format_version") ?? "";
  if (payloadFormat !== "1.0" && payloadFormat !== "2.0") {
    refuse(address, "authorizer_payload_format_version", payloadFormat, "Use 1.0 or 2.0.");
  }
  const hasSimpleResponses = authorizer.boolean("enable_simple_responses") ?? false;
  if (hasSimpleResponses && payloadFormat === "1.0") {
    const rule = "Use it with authorizer_payload_format_version 2.0.";
    refuse(address, "enable_simple_responses", "true", rule);
  }
  const identitySources = authorizer
    .strings("identity_sources")
    .map((text) => parseIdentitySource(address, text, IDENTITY_SOURCE));
  return {
    kind: "lambda",
    address,
    id: authorizer.string("id") ?? "",
    name: authorizer.string("name") ?? "",
    uri,
    credentials: authorizer.string("authorizer_credentials_arn"),
    payloadFormat,
    hasSimpleResponses,
    identitySources,
    ttlSeconds: readTtl(authorizer, identitySources.length > 0),
  };
}

const FUNCTION_URI = /^arn:[\w-]+:apigateway:.+:lambda:path\/.+\/functions\/.+\/invocations$/;
const IDENTITY_SOURCE =
  /^(?:\$request\.(?=header|querystring)|\$(?=context|stageVariables))(\w+)\.(.+)$/;
/** What the provider sets if the authorizer has identity sources. */
const DEFAULT_TTL_SECONDS = 300;
const MAX_TTL_SECONDS = 3600;

function readTtl(authorizer: ResolvedResource, hasIdentitySources: boolean): number {
  const { address } = authorizer;
  const attribute = "authorizer_result_ttl_in_seconds";
  const seconds = authorizer.number(attribute) ?? (hasIdentitySources ? DEFAULT_TTL_SECONDS : 0);
  if (!(seconds >= 0 && seconds <= MAX_TTL_SECONDS)) {
    refuse(address, attribute, String(seconds), `Use 0 to ${MAX_TTL_SECONDS}.`);
  }
  if (seconds > 0 && !hasIdentitySources) {
    const rule = "Caching needs identity_sources: add one, or use 0.";
    refuse(address, attribute, String(seconds), rule);
  }
  return seconds;
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
