import type { IntegratingApi } from "../../api-gateway";
import {
  checkIdentitySources,
  checkLambdaAuthorizer,
  checkResultsCacheTtl,
  lambdaAuthorizerId,
} from "../../api-gateway";
import { Duration } from "../../core/duration";
import type { Kinds } from "../../core/props";
import { checkedElsewhere, listOf, string } from "../../core/props";
import type { IFunction } from "../../lambda";
import { invokeUri } from "../integration/invoke-uri";
import type { Authorizer, SchemeAuthorizer, SecurityScheme } from "./authorizer";
import { DEFAULT_HEADER } from "./token-header";

/** Props of `RequestAuthorizer`. */
export interface RequestAuthorizerProps {
  /**
   * What a request must have, or else it gets 401 and the function isn't invoked:
   * `method.request.header.<name>`, `method.request.querystring.<name>`, `context.<name>` or
   * `stageVariables.<name>`. `[]` invokes the function for every request.
   * @default ["method.request.header.Authorization"]
   */
  readonly identitySources?: readonly string[];
  /**
   * How long a policy of the function is reused for requests with the same identity sources, up to
   * 3600 seconds. It is reused for all methods, so it must cover all that the caller may call.
   * @default Duration.seconds(0), which invokes the function for every request
   */
  readonly resultsCacheTtl?: Duration;
}

const KINDS: Kinds<RequestAuthorizerProps> = {
  identitySources: listOf(string),
  resultsCacheTtl: checkedElsewhere,
};

const SOURCE =
  /^(?:method\.request\.(?<location>header|querystring)\.(?<name>[^\s,]+)|(?:context|stageVariables)\.[^\s,]+)$/;

const SOURCES = {
  pattern: SOURCE,
  allowed:
    "method.request.header.<name>, method.request.querystring.<name>, context.<name> or stageVariables.<name>",
  example: DEFAULT_HEADER,
};

const named = (prop: string) => `${prop} of the request authorizer`;

/**
 * Asks a Lambda function whether a request may pass. The function receives the request without its
 * body, and returns an IAM policy.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export class RequestAuthorizer implements Authorizer {
  readonly authorizerOf = "REST";

  constructor(
    private readonly fn: IFunction,
    private readonly props: RequestAuthorizerProps = {},
  ) {}

  bind(api: IntegratingApi): SchemeAuthorizer {
    checkLambdaAuthorizer(api, { fn: this.fn, props: this.props, kinds: KINDS, named });
    const { identitySources = [DEFAULT_HEADER] } = this.props;
    const { resultsCacheTtl = Duration.seconds(0) } = this.props;
    checkIdentitySources(api, named("identitySources"), identitySources, SOURCES);
    checkResultsCacheTtl(api, {
      what: named("resultsCacheTtl"),
      ttl: resultsCacheTtl,
      key: identitySources,
    });
    const settings = {
      type: "request",
      authorizerResultTtlInSeconds: resultsCacheTtl.in("seconds"),
      // AWS's exports have none if every request is passed to the function.
      identitySource: identitySources.length > 0 ? identitySources.join(", ") : undefined,
    } as const;
    return {
      authorizationType: "CUSTOM",
      name: lambdaAuthorizerId(api, this.fn, settings).name,
      scheme: {
        type: "apiKey",
        ...parameterOf(identitySources),
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": { ...settings, authorizerUri: invokeUri(api, this.fn) },
      },
      invokes: this.fn,
    };
  }
}

/** Only one header or query parameter can be a scheme's own. */
function parameterOf(sources: readonly string[]): Pick<SecurityScheme, "name" | "in"> {
  const [source = "", ...others] = sources;
  const { location, name } = SOURCE.exec(source)?.groups ?? {};
  if (name === undefined || others.length > 0) {
    return { name: "Unused", in: "header" };
  }
  return { name, in: location === "header" ? "header" : "query" };
}
