import { compileMapping, integrationPayload } from "../integration-request/compiled-mapping";
import { fromBody } from "../call/parameter-sources";
import { TemplateContext } from "../velocity/template-context";
import type { MockIntegration } from "../model/rest-api";
import { configurationError } from "../call/gateway-error";
import { mappedResponse } from "../integration-response/integration-response";
import type { Integrate } from "./integrate";

/**
 * MOCK: the `statusCode` of the rendered request selects the integration response.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function mockIntegration(integration: MockIntegration): Integrate {
  const mapping = compileMapping(integration.address, integration);
  return async (call) => {
    const templates = new TemplateContext(call);
    const payload = integrationPayload(call, mapping, templates).toString();
    return mappedResponse(call, mapping, templates, {
      selector: statusCodeOf(payload),
      body: Buffer.alloc(0),
      headers: [],
      isBinary: false,
    });
  };
}

/** API Gateway reads it leniently: without quotes around the name, and with text around the object. */
function statusCodeOf(payload: string): string {
  const fromJson = fromBody(payload, "statusCode");
  if (fromJson !== undefined && /^\d{3}$/.test(fromJson)) {
    return fromJson;
  }
  const found = /["']?statusCode["']?\s*:\s*["']?(\d{3})\b/.exec(payload)?.[1];
  if (found === undefined) {
    throw configurationError("the request template gives no statusCode");
  }
  return found;
}
