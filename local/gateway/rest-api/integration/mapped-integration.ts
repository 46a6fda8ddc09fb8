import { oneOf } from "../../common/unservable/refuse";
import type { Call } from "../call/call";
import { contentHandlingOf } from "../../common/mapping/content-handling";
import { TemplateContext } from "../call/template-context";
import { PASSTHROUGH_BEHAVIORS } from "../integration-request/passthrough";
import { integrationPayload, type PayloadMapping } from "../integration-request/payload";
import { mappedRequestHeaders } from "../integration-request/request-headers";
import { compileResponses } from "../integration-response/compiled-responses";
import {
  mappedResponse,
  type IntegrationResult,
} from "../integration-response/integration-response";
import type { Integration } from "../model/rest-api";
import { compileTemplates } from "../../common/velocity/compile-templates";
import type { Integrate } from "./integration-kind";

/** An integration request, mapped from the method request. */
export interface MappedRequest {
  readonly headers: ReadonlyMap<string, string>;
  readonly payload: Buffer | string;
  /** Holds what the request template overrides of the path and the query string. */
  readonly context: TemplateContext;
}

/** The one step in which custom integrations differ. */
export type Send = (call: Call, request: MappedRequest) => Promise<IntegrationResult>;

/**
 * A custom integration: mappings make the integration request from the method request, and the
 * method response from the integration response.
 */
export function mappedIntegration(integration: Integration, send: Send): Integrate {
  const mapping = payloadMapping(integration);
  const responses = compileResponses(integration.responses);
  return async (call) => {
    const context = TemplateContext.of(call);
    const headers = mappedRequestHeaders(call, integration);
    const payload = integrationPayload(call, mapping, context);
    for (const [name, value] of context.requestOverrides("header")) {
      headers.set(name, value);
    }
    const result = await send(call, { headers, payload, context });
    const response = mappedResponse(call, responses, context, result);
    return { ...response, serviceError: result.serviceError };
  };
}

function payloadMapping(integration: Integration): PayloadMapping {
  const { address, requestTemplates, contentHandling } = integration;
  const { passthroughBehavior = "WHEN_NO_MATCH" } = integration;
  return {
    passthroughBehavior: oneOf(
      address,
      "passthrough_behavior",
      passthroughBehavior,
      PASSTHROUGH_BEHAVIORS,
    ),
    contentHandling: contentHandlingOf(address, contentHandling),
    templates: compileTemplates(address, "request_templates", requestTemplates),
  };
}
