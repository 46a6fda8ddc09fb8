import type { BuiltInAuthorizer } from "../../api-gateway-v2/authorizer";
import type { WebSocketRouteAuthorizer } from "./authorizer";

/**
 * Admits clients who sign their connection with AWS credentials and may `execute-api:Invoke` the route
 * `$connect`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
export class WebSocketIamAuthorizer implements WebSocketRouteAuthorizer {
  readonly authorizerOf = "WEBSOCKET";

  bind(): BuiltInAuthorizer {
    return { authorizationType: "AWS_IAM" };
  }
}
