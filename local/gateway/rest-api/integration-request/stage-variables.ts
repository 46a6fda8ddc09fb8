import {
  fillStageVariables as fill,
  unsetStageVariables,
} from "../../common/mapping/stage-variables";
import type { Call } from "../call/call";
import { configurationError } from "../call/gateway-error";

/** Fills in `${stageVariables.NAME}` of a uri. @throws GatewayError 500 where one isn't set */
export function fillStageVariables(uri: string, call: Call): string {
  const filled = fill(uri, call.stageVariables);
  if (filled === undefined) {
    throw configurationError(
      unsetStageVariables(uri, {
        address: call.stage.address,
        variables: call.stageVariables,
      }),
    );
  }
  return filled;
}
