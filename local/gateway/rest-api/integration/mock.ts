import { mockStatus } from "../../common/mapping/mock-status";
import { shownText } from "../../common/velocity/rendered-text";
import { configurationError } from "../call/gateway-error";
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

function statusCodeOf(payload: string): string {
  const status = mockStatus(payload);
  if (status === undefined) {
    throw configurationError(`the request template gives no statusCode; ${shownText(payload)}`);
  }
  return status;
}
