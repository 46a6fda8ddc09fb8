import type { LambdaService } from "../../../lambda/lambda-service";
import type { InvokeCheck } from "../../common/invoke-permissions";
import type { LambdaIntegration, LambdaProxyIntegration } from "../model/rest-api";
import type { Call } from "../call/call";
import type { HttpResponse } from "../../common/http-message";

/** Answers a request whose method is chosen. @throws GatewayError where API Gateway answers itself */
export type Integrate = (call: Call) => Promise<HttpResponse>;

/** By what integrations invoke functions. */
export interface Invoking {
  readonly lambda: LambdaService;
  /** What tells whether API Gateway may invoke the integration's function. */
  readonly checkFor: (integration: LambdaIntegration | LambdaProxyIntegration) => InvokeCheck;
}
