import type { IntegratingApi, IUserPool, IUserPoolClient } from "../../api-gateway";
import { userPoolKind } from "../../api-gateway";
import { checkPattern } from "../../core/checks";
import type { Kinds } from "../../core/props";
import { checkKind, checkProps, listOf, objectWith, required, string } from "../../core/props";
import type { AuthorizerResource } from "../../api-gateway-v2/authorizer";
import type { HttpRouteAuthorizer } from "./authorizer";
import type { HttpJwtAuthorizerProps } from "./http-jwt-authorizer";
import { HttpJwtAuthorizer } from "./http-jwt-authorizer";

/** Props of `HttpUserPoolAuthorizer`. */
export interface HttpUserPoolAuthorizerProps extends Pick<
  HttpJwtAuthorizerProps,
  "identitySource"
> {
  /** The app clients whose tokens are admitted; 1 to 50. */
  readonly userPoolClients: readonly IUserPoolClient[];
}

const KINDS: Kinds<HttpUserPoolAuthorizerProps> = {
  userPoolClients: required(
    listOf(objectWith("an app client, e.g. a CognitoUserPoolClient of the AWS provider", "id")),
  ),
  identitySource: string,
};

const named = (prop: string) => `${prop} of the user pool authorizer`;

/**
 * Admits callers with a valid token of an Amazon Cognito user pool. A route without scopes accepts
 * ID tokens and access tokens, one with scopes only access tokens.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export class HttpUserPoolAuthorizer implements HttpRouteAuthorizer {
  readonly authorizerOf = "HTTP";

  constructor(
    private readonly userPool: Pick<IUserPool, "endpoint">,
    private readonly props: HttpUserPoolAuthorizerProps,
  ) {}

  bind(api: IntegratingApi): AuthorizerResource {
    checkKind(api, named("user pool"), this.userPool, required(userPoolKind("endpoint")));
    checkProps(api, this.props, KINDS, named);
    const { endpoint } = this.userPool;
    checkPattern(api, named("endpoint"), endpoint, {
      pattern: /^cognito-idp\.[a-z0-9-]+\.[a-z.]+\/[\w-]+$/,
      allowed: "the endpoint of a user pool, without https://",
      fix: 'Write it like "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI".',
    });
    const { userPoolClients, identitySource } = this.props;
    const audience = userPoolClients.map(({ id }) => id);
    return new HttpJwtAuthorizer(`https://${endpoint}`, { audience, identitySource }).bind(api);
  }
}
