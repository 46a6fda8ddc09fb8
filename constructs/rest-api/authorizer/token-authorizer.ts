import type { IntegratingApi } from "../../api-gateway";
import { checkLambdaAuthorizer, checkResultsCacheTtl, lambdaAuthorizerId } from "../../api-gateway";
import { Duration } from "../../core/duration";
import { escaped } from "../../core/literal";
import type { Kinds } from "../../core/props";
import { checkedElsewhere, string } from "../../core/props";
import { refuse } from "../../core/refusal";
import type { IFunction } from "../../lambda";
import { invokeUri } from "../integration/invoke-uri";
import { isJavaRegex } from "../../api-gateway/java-regex";
import type { Authorizer, SchemeAuthorizer } from "./authorizer";
import { DEFAULT_HEADER, tokenHeader } from "./token-header";

/** Props of `TokenAuthorizer`. */
export interface TokenAuthorizerProps {
  /**
   * The header with the token, `method.request.header.<name>`, known at synth. A request without it
   * gets 401.
   * @default "method.request.header.Authorization"
   */
  readonly identitySource?: string;
  /**
   * A regular expression of Java that the whole token must match, or else the request gets 401 and
   * the function isn't invoked.
   * @default every token is passed to the function
   */
  readonly validationRegex?: string;
  /**
   * How long a policy of the function is reused for the same token, up to 3600 seconds. It is reused
   * for all methods, so it must cover all that the caller may call.
   * @default Duration.seconds(0), which invokes the function for every request
   */
  readonly resultsCacheTtl?: Duration;
}

const KINDS: Kinds<TokenAuthorizerProps> = {
  identitySource: string,
  validationRegex: string,
  resultsCacheTtl: checkedElsewhere,
};

const named = (prop: string) => `${prop} of the token authorizer`;

/**
 * Asks a Lambda function whether the caller with a token may call a method. The function receives the
 * token and the method's ARN, and returns an IAM policy.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export class TokenAuthorizer implements Authorizer {
  readonly authorizerOf = "REST";

  constructor(
    private readonly fn: IFunction,
    private readonly props: TokenAuthorizerProps = {},
  ) {}

  bind(api: IntegratingApi): SchemeAuthorizer {
    checkLambdaAuthorizer(api, { fn: this.fn, props: this.props, kinds: KINDS, named });
    const { identitySource = DEFAULT_HEADER, validationRegex } = this.props;
    const { resultsCacheTtl = Duration.seconds(0) } = this.props;
    const header = tokenHeader(api, named("identitySource"), identitySource);
    checkRegex(api, validationRegex);
    checkResultsCacheTtl(api, {
      what: named("resultsCacheTtl"),
      ttl: resultsCacheTtl,
      key: [identitySource],
    });
    const authorizerResultTtlInSeconds = resultsCacheTtl.in("seconds");
    const settings = {
      type: "token",
      authorizerResultTtlInSeconds,
      identityValidationExpression: escaped(validationRegex),
    } as const;
    return {
      authorizationType: "CUSTOM",
      name: lambdaAuthorizerId(api, this.fn, { ...settings, header }).name,
      scheme: {
        type: "apiKey",
        name: header,
        in: "header",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": { ...settings, authorizerUri: invokeUri(api, this.fn) },
      },
      invokes: this.fn,
    };
  }
}

function checkRegex(api: IntegratingApi, validationRegex: string | undefined): void {
  if (validationRegex === undefined || isJavaRegex(validationRegex)) {
    return;
  }
  refuse(api, {
    what: named("validationRegex"),
    value: validationRegex,
    allowed: "a regular expression of Java",
    fix: "Correct it, or leave it out and let the function check the token.",
  });
}
