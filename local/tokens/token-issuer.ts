import { functionOf } from "../gateway/common/integration/function-uri";
import { servable } from "../gateway/common/unservable/unservable";
import { parseFunctionReference } from "../lambda/config/function-reference";
import type { ResolvedResource, ResolvedStack } from "../terraform";
import {
  findNamed,
  matching,
  namedResources,
  type NamedResource,
} from "../testing/named-resources";
import { userPoolAuthorizers } from "./user-pool-authorizers";

/** What a token must contain to be accepted. */
export interface TokenIssuer {
  readonly issuer: string;
  /** Undefined: any audience is accepted. */
  readonly audience: string | undefined;
  /** A user pool has two kinds of token: ID tokens, and access tokens, which have scopes. */
  readonly isUserPool: boolean;
}

const AUTHORIZER = "aws_apigatewayv2_authorizer";
const REST_AUTHORIZER = "aws_api_gateway_authorizer";
const USER_POOL = "aws_cognito_user_pool";

/**
 * Finds whose tokens an authorizer accepts, or those of a user pool.
 * @param name name, Terraform address, construct's path, or a construct id that leads to one only
 * @throws Error that lists the authorizers and user pools of the stack
 */
export function findTokenIssuer(stack: ResolvedStack, name: string): TokenIssuer {
  const all = [
    ...jwtAuthorizers(stack),
    ...userPoolAuthorizers(stack).map((one) => ({
      ...one,
      read: () => ofUserPool(stack, one.issuer),
    })),
    ...userPools(stack),
  ];
  if (matching(name, all).length === 0) {
    refuseLambdaAuthorizer(stack, name);
  }
  return findNamed("authorizer or user pool", name, all, (one) => shortName(one, all)).read();
}

/** The construct above it, if that has no other: an authorizer's own id has a hash. */
function shortName({ path, name, address }: NamedResource, all: readonly NamedResource[]): string {
  const isOnly = (id: string) => matching(id, all).length === 1;
  return path?.split("/").find(isOnly) ?? path ?? name ?? address;
}

/** @throws Error for the name of a Lambda authorizer, or of its function */
function refuseLambdaAuthorizer(stack: ResolvedStack, name: string): void {
  const uris = new Map(
    [AUTHORIZER, REST_AUTHORIZER].flatMap((type) =>
      stack.ofType(type).flatMap((one) => {
        const uri = servable(() => one.string("authorizer_uri")).value;
        return uri === undefined ? [] : [[one.address, uri] as const];
      }),
    ),
  );
  const functions = [...uris.values()].map((uri) => parseFunctionReference(functionOf(uri))?.name);
  const authorizers = namedResources(stack, { [AUTHORIZER]: "name", [REST_AUTHORIZER]: "name" });
  const meant = [
    ...authorizers.filter(({ address }) => uris.has(address)),
    ...namedResources(stack, { aws_lambda_function: "function_name" }).filter(
      (fn) => fn.name !== undefined && functions.includes(fn.name),
    ),
  ];
  if (matching(name, meant).length > 0) {
    throw new Error(
      `${JSON.stringify(name)} is a Lambda authorizer: its function decides which tokens it ` +
        "accepts. Tokens are made for JWT authorizers and user pools only",
    );
  }
}

interface NamedIssuer extends NamedResource {
  read(): TokenIssuer;
}

function jwtAuthorizers(stack: ResolvedStack): NamedIssuer[] {
  return named(stack, AUTHORIZER, (authorizer) => {
    const [configuration] = authorizer.blocks("jwt_configuration");
    return {
      issuer: configuration?.string("issuer") ?? "",
      audience: configuration?.strings("audience")[0],
      isUserPool: false,
    };
  }).filter(({ resource }) => resource.string("authorizer_type") === "JWT");
}

function userPools(stack: ResolvedStack): NamedIssuer[] {
  return named(stack, USER_POOL, (pool) => ofUserPool(stack, issuerOf(pool)));
}

function named(
  stack: ResolvedStack,
  type: string,
  read: (resource: ResolvedResource) => TokenIssuer,
) {
  const names = new Map(namedResources(stack, { [type]: "name" }).map((one) => [one.address, one]));
  return stack.ofType(type).flatMap((resource) => {
    const name = names.get(resource.address);
    return name ? [{ ...name, resource, read: () => read(resource) }] : [];
  });
}

function ofUserPool(stack: ResolvedStack, issuer: string): TokenIssuer {
  const pool = stack.ofType(USER_POOL).find((one) => issuerOf(one) === issuer);
  const id = pool?.string("id");
  const client = stack
    .ofType("aws_cognito_user_pool_client")
    .find((one) => id !== undefined && one.string("user_pool_id") === id);
  return { issuer, audience: client?.string("id"), isUserPool: true };
}

function issuerOf(pool: ResolvedResource): string {
  return `https://${pool.string("endpoint") ?? ""}`;
}
