import type { HttpResponse } from "../../common/http/http-message";
import type { InvokeCheck } from "../../common/permissions/invoke-permissions";
import type { Call } from "../call/call";
import type { GatewayServices } from "../../services";
import type { Integration } from "../model/rest-api";

/** Gets the response to a request. @throws GatewayError where API Gateway itself responds */
export type Integrate = (call: Call) => Promise<HttpResponse>;

/** What integrations call. */
export interface IntegrationServices extends GatewayServices {
  /** Of the API. */
  readonly endpointType: string;
  /** Checks whether API Gateway may invoke the function of an integration. */
  readonly checkFor: (target: LambdaTarget) => InvokeCheck;
}

/** A function as an integration names it. */
export interface LambdaTarget {
  /** Of the integration. */
  readonly address: string;
  readonly uri: string;
  readonly httpMethod: string;
  /** The role that API Gateway assumes to invoke the function. */
  readonly credentials: string | undefined;
}

/** One of the types of integrations that API Gateway has. */
export interface IntegrationKind {
  /** Whether API Gateway adds `X-Amzn-Trace-Id` to the response. */
  readonly isTraced: boolean;
  /**
   * Reads an integration of this kind, and compiles its templates and patterns.
   * @throws Error with the address of what can't be served
   */
  prepare(integration: Integration, services: IntegrationServices): Integrate;
}
