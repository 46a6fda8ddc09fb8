import { configurationError } from "../call/gateway-error";
import { fromBody } from "../call/parameter-sources";
import type { IntegrationKind } from "./integration-kind";
import { mappedIntegration } from "./mapped-integration";

/**
 * MOCK: the `statusCode` of the rendered request selects the integration response.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export const mock: IntegrationKind = {
  isTraced: false,
  prepare: (integration) =>
    mappedIntegration(integration, async (_, { payload }) => ({
      selector: statusCodeOf(payload.toString()),
      body: Buffer.alloc(0),
      headers: [],
      isBinary: false,
    })),
};

/** API Gateway is lenient: the name needs no quotes, and text may surround the object. */
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
