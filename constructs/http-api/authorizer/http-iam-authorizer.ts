import type { BuiltInAuthorizer } from "../../api-gateway-v2/authorizer";
import type { HttpRouteAuthorizer } from "./authorizer";

/**
 * Admits callers who sign their requests with AWS credentials and may `execute-api:Invoke` the route.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export class HttpIamAuthorizer implements HttpRouteAuthorizer {
  readonly authorizerOf = "HTTP";

  bind(): BuiltInAuthorizer {
    return { authorizationType: "AWS_IAM" };
  }
}
