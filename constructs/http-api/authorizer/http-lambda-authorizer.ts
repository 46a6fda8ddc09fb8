import type { Construct } from "constructs";
import type { IntegratingApi } from "../../api-gateway";
import {
  checkIdentitySources,
  checkLambdaAuthorizer,
  checkResultsCacheTtl,
  lambdaAuthorizerId,
} from "../../api-gateway";
import { checkChoice } from "../../core/checks";
import { Duration } from "../../core/duration";
import type { Kinds } from "../../core/props";
import { checkedElsewhere, string, strings } from "../../core/props";
import { refuse } from "../../core/refusal";
import type { IFunction } from "../../lambda";
import type { AuthorizerResource } from "../../api-gateway-v2/authorizer";
import type { HttpRouteAuthorizer } from "./authorizer";

/** Props of `HttpLambdaAuthorizer`. */
export interface HttpLambdaAuthorizerProps {
  /**
   * What the function returns: an IAM policy, or `{ isAuthorized, context }`. A response of the other
   * form gets 500.
   * @default "iam"
   */
  readonly responseTypes?: "iam" | "simple";
  /**
   * Format of the events that the function receives. `"1.0"` has no simple responses.
   * @default "2.0"
   */
  readonly payloadFormatVersion?: "1.0" | "2.0";
  /**
   * What a request must have, or else it gets 401 and the function isn't invoked:
   * `$request.header.<name>`, `$request.querystring.<name>`, `$context.<name>` or
   * `$stageVariables.<name>`. `[]` invokes the function for every request.
   * @default ["$request.header.Authorization"]
   */
  readonly identitySource?: readonly string[];
  /**
   * How long a response of the function is reused for requests with the same identity sources, up
   * to 3600 seconds. It is reused for all routes, unless `$context.routeKey` is an identity source.
   * @default Duration.seconds(0), which invokes the function for every request
   */
  readonly resultsCacheTtl?: Duration;
}

const KINDS: Kinds<HttpLambdaAuthorizerProps> = {
  responseTypes: string,
  payloadFormatVersion: string,
  identitySource: strings,
  resultsCacheTtl: checkedElsewhere,
};

const DEFAULT_SOURCE = "$request.header.Authorization";

const SOURCES = {
  pattern: /^\$(request\.(header|querystring)|context|stageVariables)\.[^\s,]+$/,
  allowed:
    "$request.header.<name>, $request.querystring.<name>, $context.<name> or $stageVariables.<name>",
  example: DEFAULT_SOURCE,
};

const named = (prop: string) => `${prop} of the Lambda authorizer`;

/**
 * Asks a Lambda function whether a request may pass. The function has 10 seconds. Each API that the
 * authorizer guards may invoke it as this authorizer only.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export class HttpLambdaAuthorizer implements HttpRouteAuthorizer {
  readonly authorizerOf = "HTTP";

  constructor(
    private readonly fn: IFunction,
    private readonly props: HttpLambdaAuthorizerProps = {},
  ) {}

  bind(api: IntegratingApi): AuthorizerResource {
    checkLambdaAuthorizer(api, { fn: this.fn, props: this.props, kinds: KINDS, named });
    const settings = withDefaults(this.props);
    checkSettings(api, settings);
    const { responseTypes, payloadFormatVersion, identitySource, resultsCacheTtl } = settings;
    const cacheSeconds = resultsCacheTtl.in("seconds");
    const { id, name } = lambdaAuthorizerId(api, this.fn, {
      ...settings,
      resultsCacheTtl: cacheSeconds,
    });
    return {
      authorizationType: "CUSTOM",
      id,
      attributes: {
        name,
        authorizerType: "REQUEST",
        authorizerUri: this.fn.invokeArn,
        authorizerPayloadFormatVersion: payloadFormatVersion,
        enableSimpleResponses: responseTypes === "simple",
        identitySources: [...identitySource],
        // Set explicitly: the provider's default is 300 seconds.
        authorizerResultTtlInSeconds: cacheSeconds,
      },
      invokes: this.fn,
    };
  }
}

function withDefaults({
  responseTypes = "iam",
  payloadFormatVersion = "2.0",
  identitySource = [DEFAULT_SOURCE],
  resultsCacheTtl = Duration.seconds(0),
}: HttpLambdaAuthorizerProps): Required<HttpLambdaAuthorizerProps> {
  return { responseTypes, payloadFormatVersion, identitySource, resultsCacheTtl };
}

function checkSettings(scope: Construct, settings: Required<HttpLambdaAuthorizerProps>): void {
  const { responseTypes, payloadFormatVersion, identitySource, resultsCacheTtl } = settings;
  checkChoice(scope, named("responseTypes"), responseTypes, ["iam", "simple"]);
  checkChoice(scope, named("payloadFormatVersion"), payloadFormatVersion, ["1.0", "2.0"]);
  if (responseTypes === "simple" && payloadFormatVersion === "1.0") {
    refuse(scope, {
      what: named("payloadFormatVersion"),
      value: payloadFormatVersion,
      allowed: '"2.0" with simple responses',
      fix: 'Leave it out, or set responseTypes to "iam".',
    });
  }
  checkIdentitySources(scope, named("identitySource"), identitySource, SOURCES);
  const what = named("resultsCacheTtl");
  checkResultsCacheTtl(scope, { what, ttl: resultsCacheTtl, key: identitySource });
}
