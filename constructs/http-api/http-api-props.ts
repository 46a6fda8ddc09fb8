import type { CorsPreflightOptions } from "./cors";
import type { HttpStageOptions } from "./stage";

/**
 * Props of `HttpApi`. Those of a stage hold for the default stage; all but `stageVariables` and
 * `stageDescription` hold for further stages too, unless these have their own.
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
   * What scripts of other origins may do.
   * @default nothing
   */
  readonly corsPreflight?: CorsPreflightOptions;
  /**
   * Whether the API is reached by its custom domain only; its URLs are refused then.
   * @default false
   */
  readonly disableExecuteApiEndpoint?: boolean;
  /**
   * Whether there is a stage `$default`, served at the root of the endpoint.
   * @default true
   */
  readonly createDefaultStage?: boolean;
}

/** Options of a route. */
export interface HttpRouteOptions {
  /**
   * `AWS_IAM` for callers who sign their requests and may `execute-api:Invoke`; `NONE` for all.
   * @default "NONE"
   */
  readonly authorizationType?: "NONE" | "AWS_IAM";
  /**
   * The operation's name, up to 64 characters, for documentation and exports.
   * @default none
   */
  readonly operationName?: string;
}
