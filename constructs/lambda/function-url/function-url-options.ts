import type { Duration } from "../../core/duration";

/**
 * Who may invoke a function through its URL.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export enum FunctionUrlAuthType {
  /** Callers who sign their requests with AWS credentials and have the permission. */
  AWS_IAM = "AWS_IAM",
  /** Everybody. */
  NONE = "NONE",
}

/** How the response of a function is sent. */
export enum InvokeMode {
  /** When it is complete: up to 6 MB. */
  BUFFERED = "BUFFERED",
  /**
   * While the function writes it: up to 200 MB. Handlers of Node.js need `awslambda.streamifyResponse`;
   * other languages need a custom runtime or the Lambda Web Adapter.
   */
  RESPONSE_STREAM = "RESPONSE_STREAM",
}

/**
 * Cross-origin requests that browsers may send. Lambda responds to preflight requests itself, and adds
 * these headers to those of the function: a function that sets them too makes browsers refuse the response.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors
 */
export interface FunctionUrlCorsOptions {
  /** Origins such as `https://example.com`, or `*` for all of them. */
  readonly allowedOrigins: readonly string[];
  /**
   * `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`, or `*`.
   * @default only those that need no preflight request
   */
  readonly allowedMethods?: readonly string[];
  /**
   * Request headers, or `*`.
   * @default only those that need no preflight request
   */
  readonly allowedHeaders?: readonly string[];
  /**
   * Response headers that scripts may read, or `*`.
   * @default only those that scripts may always read
   */
  readonly exposedHeaders?: readonly string[];
  /**
   * Whether requests may carry credentials such as cookies. Not together with the origin `*`.
   * @default false
   */
  readonly allowCredentials?: boolean;
  /**
   * How long a browser may cache the response to a preflight request, up to 86400 seconds.
   * @default the browser's own
   */
  readonly maxAge?: Duration;
}

/** Options of `addFunctionUrl`. */
export interface FunctionUrlOptions {
  /**
   * Who may invoke the function. `NONE` lets everybody do so. With version 5 of the AWS provider also
   * directly by the Invoke API, because it can't limit the permission `lambda:InvokeFunction`, which AWS
   * has required since October 2025, to the URL; later packages of version 6 can.
   * @default FunctionUrlAuthType.AWS_IAM
   */
  readonly authType?: FunctionUrlAuthType;
  /**
   * Cross-origin requests.
   * @default none, and the function can respond to them itself
   */
  readonly cors?: FunctionUrlCorsOptions;
  /**
   * Whether the response is streamed.
   * @default InvokeMode.BUFFERED
   */
  readonly invokeMode?: InvokeMode;
}
