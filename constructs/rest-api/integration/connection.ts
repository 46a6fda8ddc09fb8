import { checkDuration } from "../../core/check-duration";
import { Duration } from "../../core/duration";
import type { IntegrationContext } from "./integration";

/** A longer timeout needs a raised quota. */
const MAX_TIMEOUT = 29_000; // milliseconds

/** How API Gateway reaches an endpoint. Defaults are set explicitly to show them in the document. */
export interface Connection {
  readonly connectionType: "INTERNET" | "VPC_LINK";
  /** ID of the VPC link. */
  readonly connectionId?: string;
  readonly timeoutInMillis: number;
}

/** @throws if API Gateway would refuse the timeout */
export function connection(
  { api, method }: IntegrationContext,
  timeout: Duration = Duration.millis(MAX_TIMEOUT),
  vpcLink?: { readonly vpcLinkId: string },
): Connection {
  checkDuration(api, `timeout of ${method}`, timeout, {
    min: 50,
    max: MAX_TIMEOUT,
    unit: "milliseconds",
  });
  const timeoutInMillis = timeout.in("milliseconds");
  return vpcLink === undefined
    ? { connectionType: "INTERNET", timeoutInMillis }
    : { connectionType: "VPC_LINK", connectionId: vpcLink.vpcLinkId, timeoutInMillis };
}
