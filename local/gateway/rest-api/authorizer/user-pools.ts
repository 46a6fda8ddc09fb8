import { scopesOf, type JwtClaims, type JwtFailure, type JwtVerifier } from "../../../jwt";
import { GatewayError } from "../call/gateway-error";
import type { Prepare } from "./authorize";
import { claimTexts } from "./claim-texts";
import { identityOf, unauthorized } from "./identity";

/**
 * COGNITO_USER_POOLS: the request carries a token of a user pool. A method without scopes accepts
 * ID tokens only, one with scopes only access tokens that have one of them.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-invoke-api-integrated-with-cognito-user-pool.html
 */
export const userPools: Prepare<"COGNITO_USER_POOLS"> = ({ authorizer, scopes }, { tokens }) => {
  const { name, identitySource, issuers } = authorizer;
  return async (call) => {
    const step = call.steps?.begin({ step: "authorizer", kind: "Cognito", authorizer: name });
    const token = identityOf(call, [identitySource])
      .join()
      .replace(/^bearer +/i, "")
      .trim();
    const claims = await verified(token, issuers, tokens);
    checkUse(claims, scopes);
    const texts = claimTexts(claims);
    step?.end({ caller: texts });
    return { authorizer: { claims: texts } };
  };
};

/** @throws GatewayError 401 unless one of the pools has issued the token */
async function verified(
  token: string,
  issuers: readonly string[],
  tokens: JwtVerifier,
): Promise<JwtClaims> {
  const failures: JwtFailure[] = [];
  for (const issuer of issuers) {
    const { claims, failure } = await tokens.verify(token, { issuer });
    if (claims) {
      return claims;
    }
    failures.push(failure);
  }
  const expired = failures.find(({ kind }) => kind === "expired");
  if (expired) {
    const message = "The incoming token has expired";
    throw new GatewayError("UNAUTHORIZED", expired.reason, { message });
  }
  throw unauthorized(failures.map(({ reason }) => reason).join("; "));
}

/** @throws GatewayError 401, where other authorizers respond with 403 */
function checkUse(claims: JwtClaims, wanted: readonly string[]): void {
  const use = claims["token_use"];
  const needed = wanted.length === 0 ? "id" : "access";
  if (use !== needed) {
    const why = wanted.length === 0 ? "has no scopes" : "has scopes";
    const given = typeof use === "string" ? use.slice(0, 50) : "missing";
    throw unauthorized(`the method ${why}: the token_use must be ${needed}, and is ${given}`);
  }
  if (wanted.length > 0 && !scopesOf(claims).some((scope) => wanted.includes(scope))) {
    throw unauthorized(`the token has none of the method's scopes: ${wanted.join(", ")}`);
  }
}
