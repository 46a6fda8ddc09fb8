import type { RawStack, ResolvedResource, ResolvedStack } from "../../terraform";
import { findNamed, namedResources } from "../../testing/named-resources";

/** What a token must contain to be accepted. */
export interface TokenIssuer {
  readonly issuer: string;
  /** Undefined: any audience is accepted. */
  readonly audience: string | undefined;
}

const AUTHORIZER = "aws_apigatewayv2_authorizer";
const USER_POOL = "aws_cognito_user_pool";

/**
 * Finds whose tokens a JWT authorizer accepts, or those of a user pool.
 * @param name name, Terraform address, construct's path, or a construct id that leads to one only
 * @throws Error that lists the authorizers and user pools of the stack
 */
export function findTokenIssuer(raw: RawStack, stack: ResolvedStack, name: string): TokenIssuer {
  const authorizers = stack
    .ofType(AUTHORIZER)
    .filter((one) => one.string("authorizer_type") === "JWT");
  const pools = stack.ofType(USER_POOL);
  const addresses = new Set([...authorizers, ...pools].map((one) => one.address));
  const named = namedResources(raw, stack, { [AUTHORIZER]: "name", [USER_POOL]: "name" });
  const { address } = findNamed(
    "authorizer or user pool",
    name,
    named.filter((one) => addresses.has(one.address)),
  );
  const pool = pools.find((one) => one.address === address);
  if (pool) {
    return ofUserPool(stack, pool);
  }
  const [configuration] =
    authorizers.find((one) => one.address === address)?.blocks("jwt_configuration") ?? [];
  const issuer = configuration?.string("issuer") ?? "";
  return { issuer, audience: configuration?.strings("audience")[0] };
}

function ofUserPool(stack: ResolvedStack, pool: ResolvedResource): TokenIssuer {
  const id = pool.string("id");
  const client = stack
    .ofType("aws_cognito_user_pool_client")
    .find((one) => one.string("user_pool_id") === id);
  return { issuer: `https://${pool.string("endpoint") ?? ""}`, audience: client?.string("id") };
}
