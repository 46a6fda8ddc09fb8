import type { ResolvedResource, ResolvedStack } from "../../terraform";

/** What a token must contain to be accepted. */
export interface TokenIssuer {
  readonly issuer: string;
  /** Undefined: any audience is accepted. */
  readonly audience: string | undefined;
}

/**
 * Finds whose tokens a JWT authorizer accepts, or those of a user pool.
 * @param name name or Terraform address
 * @throws Error that lists the authorizers and user pools of the stack
 */
export function findTokenIssuer(stack: ResolvedStack, name: string): TokenIssuer {
  const authorizers = stack
    .ofType("aws_apigatewayv2_authorizer")
    .filter((one) => one.string("authorizer_type") === "JWT");
  const pools = stack.ofType("aws_cognito_user_pool");
  const authorizer = authorizers.find((one) => isNamed(one, name));
  if (authorizer) {
    const [configuration] = authorizer.blocks("jwt_configuration");
    const issuer = configuration?.string("issuer") ?? "";
    return { issuer, audience: configuration?.strings("audience")[0] };
  }
  const pool = pools.find((one) => isNamed(one, name));
  if (pool) {
    return ofUserPool(stack, pool);
  }
  const known = [...authorizers, ...pools].map(({ address }) => address);
  throw new Error(
    `No authorizer or user pool is named ${name}; there are: ${known.join(", ") || "none that accept tokens"}.`,
  );
}

function isNamed(resource: ResolvedResource, name: string): boolean {
  return resource.address === name || resource.string("name") === name;
}

function ofUserPool(stack: ResolvedStack, pool: ResolvedResource): TokenIssuer {
  const id = pool.string("id");
  const client = stack
    .ofType("aws_cognito_user_pool_client")
    .find((one) => one.string("user_pool_id") === id);
  return { issuer: `https://${pool.string("endpoint") ?? ""}`, audience: client?.string("id") };
}
