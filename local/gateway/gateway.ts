import type { IncomingMessage, ServerResponse } from "node:http";

/** A stage and its path. */
export interface StageEndpoint {
  /** Terraform address: `aws_apigatewayv2_stage.NAME` or `aws_api_gateway_stage.NAME`. */
  readonly address: string;
  /** Path prefix as on AWS: `/<stage>`, or empty for `$default`. */
  readonly path: string;
}

/** Serves one API as API Gateway does. */
export interface ApiGateway {
  /** Terraform address of the API. */
  readonly address: string;
  /** Name of the API, for the table of URLs. */
  readonly name: string;
  readonly stages: readonly StageEndpoint[];
  /** Shown at start: differences from AWS in this API. */
  readonly warnings: readonly string[];
  /** Resolves once the response is written. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}
