import type { CorsPreflightOptions } from "./cors";
import type { HttpStageOptions } from "./stage";

/**
 * Props of `HttpApi`. The props of a stage apply to the default stage. All but `stageVariables` and
 * `stageDescription` are also the defaults of further stages.
 */
export interface HttpApiProps extends HttpStageOptions {
  /**
   * Up to 128 characters. API Gateway doesn't need it to be unique.
   * @default the app, the environment and the construct's path
   */
  readonly apiName?: string;
  /**
   * Up to 1024 characters.
   * @default none
   */
  readonly description?: string;
  /**
   * Cross-origin requests that browsers may send.
   * @default none
   */
  readonly corsPreflight?: CorsPreflightOptions;
  /**
   * Whether only custom domains reach the API. Reading `url` is then an error.
   * @default false
   */
  readonly disableExecuteApiEndpoint?: boolean;
  /**
   * Whether to create the stage `$default`, which is served at the root of the endpoint.
   * @default true
   */
  readonly createDefaultStage?: boolean;
}

/** Options of a route. */
export interface HttpRouteOptions {
  /**
   * `AWS_IAM` admits callers who sign their requests and may `execute-api:Invoke`; `NONE` admits
   * everyone.
   * @default "NONE"
   */
  readonly authorizationType?: "NONE" | "AWS_IAM";
  /**
   * The operation's name, up to 64 characters, for documentation and exports.
   * @default none
   */
  readonly operationName?: string;
}
