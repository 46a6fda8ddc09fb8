import type { IntegratingApi, IUserPool } from "../../api-gateway";
import { authorizerId, checkResultsCacheTtl, userPoolKind } from "../../api-gateway";
import { checkCount, checkPattern } from "../../core/checks";
import { Duration } from "../../core/duration";
import type { Kinds } from "../../core/props";
import {
  checkedElsewhere,
  checkKind,
  checkProps,
  listOf,
  required,
  string,
} from "../../core/props";
import type { Authorizer, SchemeAuthorizer } from "./authorizer";
import { DEFAULT_HEADER, tokenHeader } from "./token-header";

/** Props of `CognitoUserPoolsAuthorizer`. */
export interface CognitoUserPoolsAuthorizerProps {
  /**
   * The header with the token, `method.request.header.<name>`, known at synth. A request without it
   * gets 401.
   * @default "method.request.header.Authorization"
   */
  readonly identitySource?: string;
  /**
   * How long the result of verifying a token is reused, up to 3600 seconds.
   * @default Duration.minutes(5)
   */
  readonly resultsCacheTtl?: Duration;
}

const KINDS: Kinds<CognitoUserPoolsAuthorizerProps> = {
  identitySource: string,
  resultsCacheTtl: checkedElsewhere,
};

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const MAX_USER_POOLS = 1000;

const named = (prop: string) => `${prop} of the user pools authorizer`;

/**
 * Admits callers with a valid token of an Amazon Cognito user pool. A method without scopes accepts
 * only ID tokens, one with scopes only access tokens.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 */
export class CognitoUserPoolsAuthorizer implements Authorizer {
  readonly authorizerOf = "REST";

  constructor(
    private readonly userPools: readonly Pick<IUserPool, "arn">[],
    private readonly props: CognitoUserPoolsAuthorizerProps = {},
  ) {}

  bind(api: IntegratingApi): SchemeAuthorizer {
    checkProps(api, this.props, KINDS, named);
    checkKind(api, named("user pools"), this.userPools, required(listOf(userPoolKind("arn"))));
    const { identitySource = DEFAULT_HEADER, resultsCacheTtl = Duration.minutes(5) } = this.props;
    const providerARNs = this.userPools.map(({ arn }) => arn);
    checkUserPools(api, providerARNs);
    const header = tokenHeader(api, named("identitySource"), identitySource);
    checkResultsCacheTtl(api, {
      what: named("resultsCacheTtl"),
      ttl: resultsCacheTtl,
      key: [identitySource],
    });
    const settings = {
      type: "cognito_user_pools",
      authorizerResultTtlInSeconds: resultsCacheTtl.in("seconds"),
      providerARNs,
    } as const;
    return {
      authorizationType: "COGNITO_USER_POOLS",
      name: authorizerId(api, "Authorizer-Cognito", { ...settings, header }).name,
      scheme: {
        type: "apiKey",
        name: header,
        in: "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": settings,
      },
    };
  }
}

function checkUserPools(api: IntegratingApi, arns: readonly string[]): void {
  checkCount(api, named("user pools"), arns, { min: 1, max: MAX_USER_POOLS, of: "user pools" });
  for (const arn of arns) {
    checkPattern(api, named("user pools"), arn, {
      pattern: /^arn:[^:]+:cognito-idp:[^:]+:\d{12}:userpool\/[\w-]+$/,
      allowed: "the ARNs of user pools",
      fix: 'Write one like "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI".',
    });
  }
}
