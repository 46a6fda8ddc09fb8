import type { Authorizer } from "./authorizer";
import type { PolicyDocument } from "./policy";
import type { StageOptions } from "./stage-props";

/**
 * Props of `RestApi`. The props of a stage apply to the first stage. All but `stageVariables`,
 * `stageDescription` and `canary` are also the defaults of further stages.
 */
export interface RestApiProps extends StageOptions {
  /**
   * Up to 1,024 characters; APIs may share a name.
   * @default app, environment and construct path
   */
  readonly restApiName?: string;
  /**
   * Up to 1,024 characters.
   * @default none
   */
  readonly description?: string;
  /**
   * Where the API key of a request comes from: its header `x-api-key`, or its authorizer.
   * @default "HEADER"
   */
  readonly apiKeySourceType?: "HEADER" | "AUTHORIZER";
  /**
   * Who may call a method that has no authorizer or authorization type of its own. A public method
   * then needs `authorizationType: AuthorizationType.NONE`.
   * @default everyone
   */
  readonly defaultAuthorizer?: Authorizer;
  /**
   * Scopes for the methods of a `CognitoUserPoolsAuthorizer` that is the `defaultAuthorizer`: an
   * access token must have one of them. A method's own scopes replace them.
   * @default none: every ID token of the user pools is admitted
   */
  readonly defaultAuthorizationScopes?: readonly string[];
  /**
   * Whether clients reach the API through CloudFront (EDGE), directly in its region (REGIONAL), or only
   * from VPC endpoints (PRIVATE). China and AWS GovCloud (US) don't support EDGE.
   * @default "REGIONAL"
   */
  readonly endpointType?: "EDGE" | "REGIONAL" | "PRIVATE";
  /**
   * IDs of VPC endpoints for `execute-api`, which get a DNS name for a private API: clients then reach
   * it without private DNS and without a `Host` header. The policy must admit them too. IDs can be
   * replaced, but the AWS provider keeps the last ones when all are removed.
   * @default none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/associate-private-api-with-vpc-endpoint.html
   */
  readonly vpcEndpointIds?: readonly string[];
  /**
   * Resource policy: who may call the API, as a `PolicyDocument` or as JSON. `execute-api:/stage/METHOD/path` names the API
   * itself, as in AWS's examples. A private API must have one. To remove a policy, replace it with one
   * that allows every caller: AWS provider 5.100 deploys the API before it removes the policy.
   * @default everyone may call the API, unless it is private
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
   */
  readonly policy?: PolicyDocument | string;
  /** Name of the first stage: letters, digits, `_` and `-`; 1 to 128 characters. */
  readonly stageName: string;
  /**
   * Content types whose bodies are binary, `*` and `/` as in `image/*`.
   * @default none
   */
  readonly binaryMediaTypes?: readonly string[];
  /**
   * Minimum size in bytes of responses to compress, 0 to 10,485,760.
   * @default responses are not compressed
   */
  readonly minimumCompressionSize?: number;
  /**
   * Whether only custom domain names reach the API. Reading `url` is then an error.
   * @default false
   */
  readonly disableExecuteApiEndpoint?: boolean;
  /**
   * Whether a deployment fails when API Gateway warns about the API's document. API Gateway ignores
   * what it warns about, such as a model that it can't read. With `false` the API is deployed without
   * it, and a validation or a parameter may be missing unnoticed.
   * @default true
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-errors-warnings.html
   */
  readonly failOnWarnings?: boolean;
}
