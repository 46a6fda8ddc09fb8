import { checkDuration } from "../../core/check-duration";
import { Duration } from "../../core/duration";
import type { IntegrationContext } from "./integration";

/** A longer timeout needs a raised quota. */
const MAX_TIMEOUT = 29_000; // milliseconds

/** How API Gateway reaches an endpoint. Defaults are set explicitly to show them in the document. */
export interface Connection {
  readonly connectionType: "INTERNET";
  readonly timeoutInMillis: number;
}

/** @throws if API Gateway would refuse the timeout */
export function connection(
  { api, method }: IntegrationContext,
  timeout: Duration = Duration.millis(MAX_TIMEOUT),
): Connection {
  checkDuration(api, `timeout of ${method}`, timeout, {
    min: 50,
    max: MAX_TIMEOUT,
    unit: "milliseconds",
  });
  return { connectionType: "INTERNET", timeoutInMillis: timeout.in("milliseconds") };
}
