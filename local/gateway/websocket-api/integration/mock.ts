import { mockStatus } from "../../common/mapping/mock-status";
import { shownText } from "../../common/velocity/rendered-text";
import type { CallBackend } from "./custom";
import { GatewayError } from "./gateway-error";

/** MOCK: the `statusCode` of the payload is the status. Nothing is called. */
export function mock(): CallBackend {
  return async (_, { payload }) => {
    const text = payload.toString();
    const selector = mockStatus(text);
    if (selector === undefined) {
      throw new GatewayError(500, `the request template gives no statusCode; ${shownText(text)}`);
    }
    return { selector, status: Number(selector), headers: [], body: Buffer.alloc(0) };
  };
}
