import type { InvokeCheck } from "../../common/invoke-permissions";
import type { LambdaIntegration, LambdaProxyIntegration } from "../model/rest-api";
import type { Call } from "../call/call";
import type { HttpResponse } from "../../common/http-message";
import type { GatewayServices } from "../../services";

/** Answers a request whose method is chosen. @throws GatewayError where API Gateway answers itself */
export type Integrate = (call: Call) => Promise<HttpResponse>;

/** What integrations call. */
export interface IntegrationServices extends GatewayServices {
  /** Checks whether API Gateway may invoke the integration's function. */
  readonly checkFor: (integration: LambdaIntegration | LambdaProxyIntegration) => InvokeCheck;
}
