import type { Call } from "../call";
import { requestContext } from "../request-context";
import { stageVariables } from "../stage-variables";

/** The event of a message, which shows nothing of the handshake. */
export function messageEvent(call: Call, body: string): object {
  return {
    stageVariables: stageVariables(call.stage),
    requestContext: requestContext(call),
    body,
    isBase64Encoded: false,
  };
}
