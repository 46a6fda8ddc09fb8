import type { Authorizer, BuiltInAuthorization } from "./authorizer";

/**
 * Admits callers who sign their requests with AWS credentials and may `execute-api:Invoke` the method.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html
 */
export class IamAuthorizer implements Authorizer {
  readonly authorizerOf = "REST";

  bind(): BuiltInAuthorization {
    return { authorizationType: "AWS_IAM" };
  }
}
