import type { Attributes } from "../../../terraform/resolved-stack";
import { javaFullMatch, PatternError } from "../../common/java/regex";
import { oneOf, refuse } from "../../common/unservable/refuse";
import type { Authorization, Authorizer } from "../model/authorization";
import { headerSource, identitySources } from "./identity-sources";
import type { JsonReader } from "../../common/open-api/json-reader";

/** The settings of an authorizer, as Terraform or a document has them. */
interface Settings {
  readonly address: string;
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly uri: string | undefined;
  readonly credentials: string | undefined;
  readonly identitySource: string;
  readonly validationExpression: string | undefined;
  readonly ttlSeconds: number;
  readonly providerArns: readonly string[];
}

const DEFAULT_TTL_SECONDS = 300;
const MAX_TTL_SECONDS = 3600;
const DEFAULT_SOURCE = "method.request.header.Authorization";

/** @throws UnservableError */
export function authorizerOfResource(resource: Attributes): Authorizer {
  return authorizerOf({
    address: resource.address,
    id: resource.string("id") ?? "",
    name: resource.string("name") ?? "",
    type: resource.string("type") ?? "TOKEN",
    uri: resource.string("authorizer_uri"),
    credentials: resource.string("authorizer_credentials") || undefined,
    identitySource: resource.string("identity_source") ?? DEFAULT_SOURCE,
    validationExpression: resource.string("identity_validation_expression") || undefined,
    ttlSeconds: resource.number("authorizer_result_ttl_in_seconds") ?? DEFAULT_TTL_SECONDS,
    providerArns: resource.strings("provider_arns"),
  });
}

/**
 * An authorizer that a document defines as a security scheme.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 * @param id AWS generates it for an import
 * @throws UnservableError
 */
export function authorizerOfScheme(
  { address, name, id }: Pick<Settings, "address" | "name" | "id">,
  scheme: JsonReader,
): Authorizer {
  const extension = scheme.object("x-amazon-apigateway-authorizer");
  const type = extension.text("type") ?? "";
  const ofScheme =
    type.toUpperCase() === "REQUEST" ? "" : `method.request.header.${scheme.text("name") ?? ""}`;
  return authorizerOf({
    address,
    id,
    name,
    type,
    uri: extension.text("authorizerUri"),
    credentials: extension.text("authorizerCredentials") || undefined,
    identitySource: extension.text("identitySource") ?? ofScheme,
    validationExpression: extension.text("identityValidationExpression") || undefined,
    ttlSeconds: extension.number("authorizerResultTtlInSeconds") ?? DEFAULT_TTL_SECONDS,
    providerArns: extension.list("providerARNs").map(String),
  });
}

function authorizerOf(settings: Settings): Authorizer {
  const { address, id, name, credentials, identitySource, ttlSeconds } = settings;
  const type = oneOf(address, "type", settings.type, ["TOKEN", "REQUEST", "COGNITO_USER_POOLS"]);
  if (!(ttlSeconds >= 0 && ttlSeconds <= MAX_TTL_SECONDS)) {
    const rule = `Use 0 to ${MAX_TTL_SECONDS} seconds.`;
    refuse(address, "authorizer_result_ttl_in_seconds", String(ttlSeconds), rule);
  }
  if (type === "COGNITO_USER_POOLS") {
    const source = headerSource(address, identitySource);
    return { address, id, name, type, identitySource: source, issuers: issuersOf(settings) };
  }
  const sources =
    type === "TOKEN"
      ? [headerSource(address, identitySource)]
      : identitySources(address, identitySource);
  if (sources.length === 0 && ttlSeconds > 0) {
    const rule = "Caching needs an identity source: set one, or a TTL of 0.";
    refuse(address, "authorizer_result_ttl_in_seconds", String(ttlSeconds), rule);
  }
  return {
    address,
    id,
    name,
    type,
    uri: settings.uri || refuse(address, "authorizer_uri", "", "Set the URI of a function."),
    credentials,
    identitySources: sources,
    validationExpression: type === "TOKEN" ? validationOf(settings) : undefined,
    ttlSeconds,
  };
}

function validationOf({ address, validationExpression }: Settings): string | undefined {
  if (validationExpression === undefined) {
    return undefined;
  }
  try {
    javaFullMatch(validationExpression);
    return validationExpression;
  } catch (error) {
    if (!(error instanceof PatternError)) {
      throw error;
    }
    const rule = `It can't be served: ${error.message}.`;
    return refuse(address, "identity_validation_expression", validationExpression, rule);
  }
}

const POOL_ARN = /^arn:[\w-]+:cognito-idp:([\w-]+):\d*:userpool\/([\w-]+)$/;

function issuersOf({ address, providerArns }: Settings): string[] {
  if (providerArns.length === 0) {
    refuse(address, "provider_arns", "", "Set the ARN of a user pool.");
  }
  return providerArns.map((arn) => {
    const [, region, pool] = POOL_ARN.exec(arn) ?? [];
    return pool === undefined
      ? refuse(address, "provider_arns", arn, "Use ARNs of user pools.")
      : `https://cognito-idp.${region}.amazonaws.com/${pool}`;
  });
}

/**
 * The authorization of a method that has an authorizer.
 * @throws UnservableError if the type of the authorizer is another one than the method names
 */
export function withAuthorizer(
  { address, type }: { readonly address: string; readonly type: string },
  authorizer: Authorizer,
  scopes: readonly string[],
): Authorization {
  const wanted = authorizer.type === "COGNITO_USER_POOLS" ? authorizer.type : "CUSTOM";
  if (type.toUpperCase() !== wanted) {
    const rule = `${authorizer.address} has the type ${authorizer.type}: use ${wanted}.`;
    return refuse(address, "authorization", type, rule);
  }
  return authorizer.type === "COGNITO_USER_POOLS"
    ? { type: authorizer.type, authorizer, scopes }
    : { type: "CUSTOM", authorizer };
}
