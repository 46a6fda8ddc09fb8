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
      const loggedError = "missing: token not provided";
      return { refused: { ...unauthorized(reason, "Bearer"), loggedError } };
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
function challenge({ scopes }: JwtAuthorizer, { error, description }: TokenError): string {
  return `Bearer scope="${scopes.join(" ")}" error="${error}" error_description="${description}"`;
}

interface TokenError {
  readonly error: "insufficient_scope" | "invalid_token";
  readonly description: string;
}

function loggedText({ error, description }: TokenError): string {
  return `${error}: ${description}`;
}

const NO_SCOPE: TokenError = {
  error: "insufficient_scope",
  description: "expected scopes within the token",
};

function withScopes(authorizer: JwtAuthorizer, claims: JwtClaims): Decision {
  const { name, scopes: wanted } = authorizer;
  if (wanted.length === 0) {
    return { caller: { kind: "jwt", claims: claimTexts(claims), scopes: null } };
  }
  const scopes = scopesOf(claims);
  if (scopes.some((scope) => wanted.includes(scope))) {
    return { caller: { kind: "jwt", claims: claimTexts(claims), scopes } };
  }
  const reason = `authorizer ${name}: the token's scopes are ${listOf(scopes)}; the route needs one of ${listOf(wanted)}`;
  const refused = forbidden(reason, challenge(authorizer, NO_SCOPE));
  return { refused: { ...refused, loggedError: loggedText(NO_SCOPE) } };
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
  const error: TokenError = { error: "invalid_token", description: DESCRIPTIONS[kind] };
  const shown = `authorizer ${authorizer.name}: ${reason}`;
  const refused = unauthorized(shown, challenge(authorizer, error));
  return { refused: { ...refused, loggedError: loggedText(error) } };
}
