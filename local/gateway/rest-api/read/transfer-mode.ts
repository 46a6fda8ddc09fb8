import { refuse } from "../../common/unservable/refuse";

/**
 * Refuses an integration that streams its response.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 * @throws UnservableError for any mode but BUFFERED
 */
export function refuseStreaming(address: string, mode: string | undefined): void {
  if (mode !== undefined && mode.toUpperCase() !== "BUFFERED") {
    const rule = "The local runner serves BUFFERED only. Function URLs can stream.";
    refuse(address, "response_transfer_mode", mode, rule);
  }
}
