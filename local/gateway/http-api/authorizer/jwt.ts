import { scopesOf, type JwtClaims, type JwtFailure, type JwtVerifier } from "../../../jwt";
import type { JwtAuthorizer } from "../model/authorizer";
import { forbidden, unauthorized } from "../own-responses";
import type { Authorize, Decision } from "./authorize";
import { claimTexts } from "./claim-texts";
import { joined, sourceText, valuesOf } from "./identity-source";

/**
 * Lets requests through whose token the issuer has signed, for the audience and with a scope of the
 * route.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function jwtAuthorizer(authorizer: JwtAuthorizer, tokens: JwtVerifier): Authorize {
  const { name, identitySource, issuer, audience } = authorizer;
  const source = sourceText(identitySource);
  return async (request) => {
    const step = request.steps?.begin({ step: "authorizer", kind: "JWT", authorizer: name });
    const value = joined(valuesOf(identitySource, request));
    if (!value) {
      const reason = `authorizer ${name}: ${source} is missing`;
      step?.fail(reason);
      return { refused: unauthorized(reason, "Bearer") };
    }
    const token = value.replace(/^bearer +/i, "").trim();
    const { claims, failure } = await tokens.verify(token, { issuer, audience });
    const decision = failure ? invalidToken(authorizer, failure) : withScopes(authorizer, claims);
    if (decision.refused) {
      step?.fail(decision.refused.reason ?? "");
    } else {
      step?.end({ caller: decision.caller });
    }
    return decision;
  };
}

/** The route's scopes, whichever of them the token has. */
function challenge({ scopes }: JwtAuthorizer, error: string, description: string): string {
  return `Bearer scope="${scopes.join(" ")}" error="${error}" error_description="${description}"`;
}

function withScopes(authorizer: JwtAuthorizer, claims: JwtClaims): Decision {
  const { name, scopes: wanted } = authorizer;
  if (wanted.length === 0) {
    return { caller: { kind: "jwt", claims: claimTexts(claims), scopes: null } };
  }
  const scopes = scopesOf(claims);
  if (scopes.some((scope) => wanted.includes(scope))) {
    return { caller: { kind: "jwt", claims: claimTexts(claims), scopes } };
  }
  const description = "expected scopes within the token";
  const reason = `authorizer ${name}: the token's scopes are ${listOf(scopes)}; the route needs one of ${listOf(wanted)}`;
  return { refused: forbidden(reason, challenge(authorizer, "insufficient_scope", description)) };
}

function listOf(scopes: readonly string[]): string {
  return scopes.length === 0 ? "empty" : scopes.join(", ").slice(0, 200);
}

/** AWS's texts as far as they are known. */
const DESCRIPTIONS: Readonly<Record<JwtFailure["kind"], string>> = {
  segments: "token contains an invalid number of segments",
  malformed: "token is malformed",
  algorithm: "signing method is invalid",
  discovery: "OIDC discovery endpoint communication error",
  jwks: "JWKS communication error",
  key: "no matching key was found",
  signature: "signature is invalid",
  issuer: "issuer does not match",
  audience: "the token does not have a valid audience",
  expired: "the token has expired",
  "not yet valid": "the token is not valid yet",
  "issued later": "the token was issued in the future",
};

function invalidToken(authorizer: JwtAuthorizer, { kind, reason }: JwtFailure): Decision {
  const authenticate = challenge(authorizer, "invalid_token", DESCRIPTIONS[kind]);
  return { refused: unauthorized(`authorizer ${authorizer.name}: ${reason}`, authenticate) };
}
