import type { ResolvedResource, ResolvedStack } from "../terraform";
import { findNamed, namedResources, type NamedResource } from "../testing/named-resources";
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
  return findNamed("authorizer or user pool", name, all).read();
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
