import { checkDuration } from "../../core/check-duration";
import { Duration } from "../../core/duration";
import type { IntegrationContext } from "./integration";

/** More takes a raised quota. */
const MAX_TIMEOUT = 29_000; // milliseconds

/** How an endpoint is reached; said in full, so that it can be read off the document. */
export interface Connection {
  readonly connectionType: "INTERNET";
  readonly timeoutInMillis: number;
}

/** @throws if the timeout is out of API Gateway's range */
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
