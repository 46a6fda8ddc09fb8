import type { GatewayServices } from "../../services";
import type { Call } from "../call";
import type { CustomIntegration } from "../model/integration";
import type { WebSocketApi, WebSocketRoute } from "../model/web-socket-api";
import { callFunction } from "./call-function";
import { callHttp } from "./call-http";
import { callService } from "./call-service";
import { mappedParameters, type MappedParameters } from "./mapping/request-parameters";
import { integrationPayload } from "./mapping/payload";
import { responseBody, type IntegrationResult } from "./mapping/response";
import { mock } from "./mock";
import type { Send } from "./send-to";

/** The request of a custom integration. */
export interface IntegrationRequest {
  /** Its stage variables are filled in. */
  readonly uri: string;
  readonly payload: Buffer | string;
  readonly parameters: MappedParameters;
}

/** The one step in which custom integrations differ. */
export type CallBackend = (call: Call, request: IntegrationRequest) => Promise<IntegrationResult>;

/** What a route's custom integration is prepared from. */
export interface PreparedFor {
  readonly api: WebSocketApi;
  readonly routeKey: string;
  readonly integration: CustomIntegration;
  readonly services: GatewayServices;
}

const KINDS: Readonly<Record<CustomIntegration["kind"], (route: PreparedFor) => CallBackend>> = {
  mock,
  http: callHttp,
  service: callService,
  function: callFunction,
};

/**
 * A custom integration: templates make the payload of the integration from the message, and the
 * response of a two-way route from that of the integration.
 */
export function custom(
  api: WebSocketApi,
  { key, isTwoWay }: WebSocketRoute,
  integration: CustomIntegration,
  services: GatewayServices,
): Send {
  const callBackend = KINDS[integration.kind]({ api, routeKey: key, integration, services });
  return async (call, uri) => {
    const parameters = mappedParameters(call, integration);
    const payload = integrationPayload(call, integration);
    const result = await callBackend(call, { uri, payload, parameters });
    // One-way routes ignore integration responses.
    const body = isTwoWay ? responseBody(call, integration.responses, result) : result.body;
    return { status: result.status, headers: [], body, serviceError: result.serviceError };
  };
}
