import type { IntegrationContext } from "./integration";
import { checkChoice } from "../../core/checks";
import { refuse } from "../../core/refusal";

/** How API Gateway sends the response of a function. */
export interface TransferMode {
  /**
   * `BUFFERED` sends the response when it is complete. `STREAM` needs version 6 of the AWS provider,
   * and is refused with this project's version 5: use a function URL to stream.
   * @default "BUFFERED"
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
   */
  readonly responseTransferMode?: "BUFFERED" | "STREAM";
}

/** @throws for a mode that the provider doesn't have */
export function checkTransferMode(
  { api, method }: IntegrationContext,
  { responseTransferMode: mode }: TransferMode,
): void {
  const what = `responseTransferMode of ${method}`;
  checkChoice(api, what, mode, ["BUFFERED", "STREAM"]);
  if (mode !== "STREAM") {
    return;
  }
  refuse(api, {
    what,
    value: mode,
    allowed: "BUFFERED with version 5 of the AWS provider; only version 6 can stream",
    fix: "Leave it out, or stream by a function URL: fn.addFunctionUrl({ invokeMode: lambda.InvokeMode.RESPONSE_STREAM }).",
  });
}
