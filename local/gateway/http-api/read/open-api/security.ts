import { createHash } from "node:crypto";
import { derivedResource } from "../../../../terraform/derived-resource";
import type { ResolvedResource, Value } from "../../../../terraform/resolved-stack";
import type { JsonReader } from "../../../common/open-api/json-reader";
import { UnservableError } from "../../../common/unservable/unservable";
import { versionOf } from "./version";

const AUTHORIZER = "x-amazon-apigateway-authorizer";
const DISCOVERY = /\/\.well-known\/openid-configuration$/;

type Attributes = Readonly<Record<string, Value | undefined>>;

/**
 * The authorizers that security schemes define. One without `authorizerResultTtlInSeconds` doesn't
 * cache.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function authorizersOf(api: ResolvedResource, document: JsonReader): ResolvedResource[] {
  return document
    .object("components")
    .object("securitySchemes")
    .entries()
    .filter(([, scheme]) => scheme.has(AUTHORIZER))
    .map(([name, scheme]) => {
      const authorizer = scheme.object(AUTHORIZER);
      const sources = authorizer.text("identitySource")?.split(",") ?? [];
      return derivedResource("aws_apigatewayv2_authorizer", `${api.address} (${name})`, {
        api_id: api.string("id"),
        id: authorizerId(api, name),
        name,
        identity_sources: sources.map((source) => source.trim()).filter(Boolean),
        ...(typeOf(authorizer) === "jwt" ? jwt(scheme, authorizer) : request(authorizer)),
      });
    });
}

function jwt(scheme: JsonReader, authorizer: JsonReader): Attributes {
  const configuration = authorizer.object("jwtConfiguration");
  const discovered = scheme.text("openIdConnectUrl")?.replace(DISCOVERY, "");
  return {
    authorizer_type: "JWT",
    jwt_configuration: {
      issuer: configuration.text("issuer") ?? discovered ?? null,
      audience: configuration.list("audience").map(String),
    },
  };
}

function request(authorizer: JsonReader): Attributes {
  return {
    authorizer_type: authorizer.text("type")?.toUpperCase() ?? "",
    authorizer_uri: authorizer.text("authorizerUri"),
    authorizer_credentials_arn: authorizer.text("authorizerCredentials"),
    authorizer_payload_format_version: versionOf(authorizer, "authorizerPayloadFormatVersion"),
    authorizer_result_ttl_in_seconds: authorizer.number("authorizerResultTtlInSeconds") ?? 0,
    enable_simple_responses: authorizer.flag("enableSimpleResponses"),
  };
}

/**
 * What a route requires of its callers, as the attributes of an `aws_apigatewayv2_route`. A scheme
 * that API Gateway has no authorization for counts as a type of its own: it is never served open.
 * @throws UnservableError for several security requirements, which AWS rejects
 */
export function authorizationOf(
  api: ResolvedResource,
  address: string,
  document: JsonReader,
  operation: JsonReader,
): Attributes {
  const schemes = document.object("components").object("securitySchemes");
  const isIam = operation.object("x-amazon-apigateway-auth").text("type") === "AWS_IAM";
  const requirements = requirementsOf(operation.has("security") ? operation : document);
  const [requirement, ...others] = requirements;
  const isOwnIam = requirement !== undefined && isSigned(schemes.object(requirement.name));
  if (others.length > 0 || (isIam && requirement && !isOwnIam)) {
    const names = requirements.map(({ name }) => name).join(", ");
    throw new UnservableError(
      `${address}: security is ${names}. AWS rejects the import, because an operation can have only one of IAM authorization, a Lambda authorizer, or a JWT authorizer.`,
    );
  }
  if (isIam || isOwnIam) {
    return { authorization_type: "AWS_IAM" };
  }
  return requirement ? guardedBy(api, requirement, schemes.object(requirement.name)) : {};
}

interface Requirement {
  readonly name: string;
  readonly scopes: readonly string[];
}

function requirementsOf(from: JsonReader): Requirement[] {
  return from
    .objects("security")
    .flatMap((alternative) =>
      alternative.entries().map(([name]) => ({ name, scopes: alternative.list(name).map(String) })),
    );
}

function guardedBy(
  api: ResolvedResource,
  { name, scopes }: Requirement,
  scheme: JsonReader,
): Attributes {
  const types: Readonly<Record<string, string>> = { jwt: "JWT", request: "CUSTOM" };
  return {
    authorization_type: types[typeOf(scheme.object(AUTHORIZER))] ?? name,
    authorizer_id: authorizerId(api, name),
    authorization_scopes: [...scopes],
  };
}

function typeOf(authorizer: JsonReader): string {
  return authorizer.text("type")?.toLowerCase() ?? "";
}

function isSigned(scheme: JsonReader): boolean {
  return scheme.text("x-amazon-apigateway-authtype")?.toLowerCase() === "awssigv4";
}

/** AWS generates it; here, it is derived from the names. */
function authorizerId({ address }: ResolvedResource, name: string): string {
  return createHash("sha256").update(`${address} ${name}`).digest("hex").slice(0, 6);
}
