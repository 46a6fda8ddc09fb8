/**
 * The URL of a function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
 */
export interface FunctionUrl {
  /** Terraform address. */
  readonly address: string;
  /** Name of the function, with the alias if there is one. */
  readonly name: string;
  /** ARN of the function, with the alias if there is one. */
  readonly functionArn: string;
  readonly urlId: string;
  readonly region: string;
  readonly authorizationType: "NONE" | "AWS_IAM";
  readonly invokeMode: "BUFFERED" | "RESPONSE_STREAM";
  readonly cors: UrlCors | undefined;
}

/** Lambda adds these headers to responses, and responds to preflight requests itself. */
export interface UrlCors {
  readonly allowCredentials: boolean;
  readonly allowHeaders: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowOrigins: readonly string[];
  readonly exposeHeaders: readonly string[];
  /** Seconds. */
  readonly maxAge: number | undefined;
}
