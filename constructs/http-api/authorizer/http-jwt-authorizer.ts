import type { IConstruct } from "constructs";
import type { IntegratingApi } from "../../api-gateway";
import { authorizerId } from "../../api-gateway";
import { checkCount, checkPattern } from "../../core/checks";
import type { Kinds } from "../../core/props";
import { checkKind, checkProps, required, string, strings } from "../../core/props";
import type { AuthorizerResource } from "../../api-gateway-v2/authorizer";
import type { HttpRouteAuthorizer } from "./authorizer";

/** Props of `HttpJwtAuthorizer`. */
export interface HttpJwtAuthorizerProps {
  /** Values of which a token's claim `aud`, or `client_id` without it, has one; 1 to 50. */
  readonly audience: readonly string[];
  /**
   * Where a request has its token, with or without `Bearer` before it: `$request.header.<name>` or
   * `$request.querystring.<name>`.
   * @default "$request.header.Authorization"
   */
  readonly identitySource?: string;
}

const KINDS: Kinds<HttpJwtAuthorizerProps> = {
  audience: required(strings),
  identitySource: string,
};

/** AWS doesn't raise this quota. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_AUDIENCES = 50;

const DEFAULT_SOURCE = "$request.header.Authorization";

/**
 * Admits callers with a valid JSON web token of an issuer, signed by RSA. API Gateway reads the
 * issuer's keys from `<issuer>/.well-known/openid-configuration`, also when the authorizer is created.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export class HttpJwtAuthorizer implements HttpRouteAuthorizer {
  readonly authorizerOf = "HTTP";

  /** @param issuer - an `https://` URL, exactly as in the claim `iss`: a slash at its end matters */
  constructor(
    private readonly issuer: string,
    private readonly props: HttpJwtAuthorizerProps,
  ) {}

  bind(api: IntegratingApi): AuthorizerResource {
    checkProps(api, this.props, KINDS, (prop) => `${prop} of the JWT authorizer`);
    const { audience, identitySource = DEFAULT_SOURCE } = this.props;
    checkIssuer(api, this.issuer);
    checkAudience(api, audience);
    checkIdentitySource(api, identitySource);
    const jwtConfiguration = { issuer: this.issuer, audience: [...audience] };
    const settings = { ...jwtConfiguration, identitySource };
    const { id, name } = authorizerId(api, "Authorizer-Jwt", settings);
    const identitySources = [identitySource];
    return {
      authorizationType: "JWT",
      id,
      attributes: { name, authorizerType: "JWT", identitySources, jwtConfiguration },
    };
  }
}

function checkIssuer(scope: IConstruct, issuer: string): void {
  checkKind(scope, "issuer of the JWT authorizer", issuer, required(string));
  checkPattern(scope, "issuer of the JWT authorizer", issuer, {
    pattern: /^https:\/\/[^\s/?#@]+(?!.*\/\.well-known\/)(\/[^\s?#]*)?$/,
    allowed: "an https:// URL without a query, and without /.well-known/openid-configuration",
    fix: 'Write it as in the claim "iss" of the tokens, e.g. "https://issuer.example".',
  });
}

function checkAudience(scope: IConstruct, audience: readonly string[]): void {
  const what = "audience of the JWT authorizer";
  checkCount(scope, what, audience, { min: 1, max: MAX_AUDIENCES, of: "values" });
  for (const value of audience) {
    checkPattern(scope, what, value, {
      pattern: /\S/,
      allowed: "values that are not empty",
      fix: "Write the audience that the issuer puts into the tokens for this API.",
    });
  }
}

function checkIdentitySource(scope: IConstruct, identitySource: string): void {
  checkPattern(scope, "identitySource of the JWT authorizer", identitySource, {
    pattern: /^\$request\.(header|querystring)\.[^\s.,]\S*$/,
    allowed: "one $request.header.<name> or $request.querystring.<name>",
    fix: `Write it like "${DEFAULT_SOURCE}".`,
  });
}
