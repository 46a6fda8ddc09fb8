import type { IncomingMessage, ServerResponse } from "node:http";

/** A stage and where it is served. */
export interface StageEndpoint {
  /** Terraform address: `aws_apigatewayv2_stage.NAME` or `aws_api_gateway_stage.NAME`. */
  readonly address: string;
  /** Path prefix as on AWS: empty for `$default`, `/<stage>` for others. */
  readonly path: string;
}

/** One API on one port: it answers each request as API Gateway would. */
export interface ApiGateway {
  /** Terraform address of the API. */
  readonly address: string;
  /** Name of the API, for the table of URLs. */
  readonly name: string;
  readonly stages: readonly StageEndpoint[];
  /** What no request reaches but can't be served: shown at start. */
  readonly warnings: readonly string[];
  /** Resolves, and never rejects, when the answer is written. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}
