import type { IntegratingApi } from "../../api-gateway";
import { checkLambdaAuthorizer, lambdaAuthorizerId } from "../../api-gateway";
import type { AuthorizerResource } from "../../api-gateway-v2/authorizer";
import type { Kinds } from "../../core/props";
import { strings } from "../../core/props";
import type { IFunction } from "../../lambda";
import type { WebSocketRouteAuthorizer } from "./authorizer";
import { checkIdentitySources } from "./identity-sources";

/** Props of `WebSocketLambdaAuthorizer`. */
export interface WebSocketLambdaAuthorizerProps {
  /**
   * What a connection must have, or else it gets 401 and the function isn't invoked:
   * `route.request.header.<name>`, `route.request.querystring.<name>`, `context.<name>` or
   * `stageVariables.<name>`. Browsers can't set headers of a connection. `[]` invokes the function for
   * every connection.
   * @default ["route.request.header.Authorization"]
   */
  readonly identitySource?: readonly string[];
}

const KINDS: Kinds<WebSocketLambdaAuthorizerProps> = { identitySource: strings };

const named = (prop: string) => `${prop} of the Lambda authorizer`;

/**
 * Asks a Lambda function whether a client may connect. The function returns an IAM policy; its
 * `context` is in all events of the connection. It is invoked for every connection, because API Gateway
 * doesn't cache its response.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export class WebSocketLambdaAuthorizer implements WebSocketRouteAuthorizer {
  readonly authorizerOf = "WEBSOCKET";

  constructor(
    private readonly fn: IFunction,
    private readonly props: WebSocketLambdaAuthorizerProps = {},
  ) {}

  bind(api: IntegratingApi): AuthorizerResource {
    checkLambdaAuthorizer(api, { fn: this.fn, props: this.props, kinds: KINDS, named });
    const { identitySource = ["route.request.header.Authorization"] } = this.props;
    checkIdentitySources(api, named("identitySource"), identitySource);
    const { id, name } = lambdaAuthorizerId(api, this.fn, { identitySource });
    return {
      authorizationType: "CUSTOM",
      id,
      // API Gateway refuses the settings of HTTP APIs here: payload format, simple responses, TTL.
      attributes: {
        name,
        authorizerType: "REQUEST",
        authorizerUri: this.fn.invokeArn,
        identitySources: [...identitySource],
      },
      invokes: this.fn,
    };
  }
}
