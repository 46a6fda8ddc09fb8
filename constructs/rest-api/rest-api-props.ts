import type { StageOptions } from "./stage-props";

/**
 * Props of `RestApi`. Those of a stage hold for the first one; all but `stageVariables` and
 * `stageDescription` hold for further stages too, unless these have their own.
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
   * Whether requests go by CloudFront, straight to the region, or from a VPC's endpoint only. There
   * is no EDGE in China and AWS GovCloud (US).
   * @default "REGIONAL"
   */
  readonly endpointType?: "EDGE" | "REGIONAL" | "PRIVATE";
  /**
   * Resource policy: who may call the API, as JSON. `execute-api:/stage/METHOD/path` names the API
   * itself, as in AWS's examples. A private API must have one. Once given, replace it with one that
   * allows every caller rather than leaving it out: with the AWS provider 5.100 the API is deployed
   * before its policy is removed.
   * @default everybody may call the API, unless it is private
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
   */
  readonly policy?: string;
  /** Name of the first stage: letters, digits, `_` and `-`; 1 to 128 characters. */
  readonly stageName: string;
  /**
   * Content types whose bodies are binary, `*` and `/` as in `image/*`.
   * @default none
   */
  readonly binaryMediaTypes?: readonly string[];
  /**
   * From how many bytes on answers are compressed, 0 to 10,485,760.
   * @default they are never compressed
   */
  readonly minimumCompressionSize?: number;
  /**
   * Whether the API answers under its custom domain names only; its URLs are refused then.
   * @default false
   */
  readonly disableExecuteApiEndpoint?: boolean;
  /**
   * Whether a deployment fails when API Gateway warns about the API's document. API Gateway ignores
   * what it warns about, such as a model that it can't read: with `false` the API is deployed without
   * it, and a validation or a parameter may be missing that nobody misses.
   * @default true
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-errors-warnings.html
   */
  readonly failOnWarnings?: boolean;
}
