import { functionTarget } from "../../gateway/common/integration/target";
import type { Method, UnservableMethod } from "../../gateway/rest-api/model/rest-api";
import { JsonReader } from "../../gateway/common/open-api/json-reader";
import type { ResolvedResource, ResolvedStack } from "../../terraform";
import type { Access, Authorization } from "./access";

interface GuardedMethod {
  readonly stack: ResolvedStack;
  /** The imported body; empty without one. */
  readonly document: object;
  readonly method: Method | UnservableMethod;
  readonly guards: readonly string[];
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html */
export function restAccess({ stack, document, method, guards }: GuardedMethod): Access {
  const resource = stack
    .ofType("aws_api_gateway_method")
    .find(({ address }) => address === method.address);
  return {
    authorization: resource
      ? ofResource(stack, resource, method.authorization)
      : ofDocument(JsonReader.of(document), method),
    isApiKeyRequired: method.apiKeyRequired,
    guards,
  };
}

function ofResource(
  stack: ResolvedStack,
  method: ResolvedResource,
  authorization: string,
): Authorization {
  const authorizer = stack
    .ofType("aws_api_gateway_authorizer")
    .find((one) => one.string("id") === method.string("authorizer_id"));
  switch (authorization.toUpperCase()) {
    case "NONE":
      return { kind: "none" };
    case "AWS_IAM":
      return { kind: "IAM" };
    case "CUSTOM":
      return {
        kind: "Lambda authorizer",
        target: functionTarget(authorizer?.string("authorizer_uri") ?? "-"),
        identitySources: sources(
          authorizer?.string("identity_source") ?? "method.request.header.Authorization",
        ),
      };
    case "COGNITO_USER_POOLS":
      return {
        kind: "Cognito",
        userPools: (authorizer?.strings("provider_arns") ?? []).map(userPool).toSorted(),
        scopes: method.strings("authorization_scopes").toSorted(),
      };
    default:
      return { kind: "other", name: authorization };
  }
}

function ofDocument(document: JsonReader, method: Method | UnservableMethod): Authorization {
  const { authorization } = method;
  switch (authorization.toUpperCase()) {
    case "NONE":
      return { kind: "none" };
    case "AWS_IAM":
      return { kind: "IAM" };
    default:
      return ofScheme(document, method) ?? { kind: "other", name: authorization };
  }
}

/** The authorizer of a security scheme. Undefined for one that isn't declared, or for several. */
function ofScheme(
  document: JsonReader,
  {
    authorization,
    authorizer: schemeName = authorization,
    httpMethod,
    resource,
  }: Method | UnservableMethod,
): Authorization | undefined {
  const schemes = document.has("swagger")
    ? document.object("securityDefinitions")
    : document.object("components").object("securitySchemes");
  const scheme = schemes.object(schemeName);
  const authorizer = scheme.object("x-amazon-apigateway-authorizer");
  if (scheme.text("x-amazon-apigateway-authtype")?.toLowerCase() === "awssigv4") {
    return { kind: "IAM" };
  }
  switch (authorizer.text("type")?.toLowerCase() ?? "") {
    case "token":
    case "request":
      return {
        kind: "Lambda authorizer",
        target: functionTarget(authorizer.text("authorizerUri") ?? "-"),
        identitySources: authorizer.has("identitySource")
          ? sources(authorizer.text("identitySource") ?? "")
          : [`method.request.${scheme.text("in") ?? "header"}.${scheme.text("name") ?? ""}`],
      };
    case "cognito_user_pools": {
      const verb = httpMethod === "ANY" ? "x-amazon-apigateway-any-method" : httpMethod;
      const operation = document
        .object("paths")
        .object(resource.path)
        .object(verb.startsWith("x-") ? verb : verb.toLowerCase());
      return {
        kind: "Cognito",
        userPools: authorizer.list("providerARNs").map(String).map(userPool).toSorted(),
        scopes: scopesOf(operation.has("security") ? operation : document, schemeName),
      };
    }
    default:
      return undefined;
  }
}

function scopesOf(secured: JsonReader, scheme: string): string[] {
  return secured
    .list("security")
    .flatMap((alternative) => JsonReader.of(alternative).list(scheme).map(String))
    .toSorted();
}

function sources(text: string): string[] {
  return text
    .split(",")
    .map((source) => source.trim())
    .filter((source) => source !== "")
    .toSorted();
}

function userPool(arn: string): string {
  return /:userpool\/(.+)$/.exec(arn)?.[1] ?? arn;
}
