import type { Construct } from "constructs";
import { checkDuration } from "../../core/check-duration";
import { Duration } from "../../core/duration";
import { isKnown } from "../../core/known";
import { refuse } from "../../core/refusal";
import { warn } from "../../core/warning";
import type { IntegrationContext } from "./integration";

/** The default, and the quota. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const DEFAULT_TIMEOUT = Duration.seconds(29);
/** What AWS raises the quota to, and the AWS provider accepts. */
const MAX_TIMEOUT = Duration.seconds(300);

/** The APIs that have been warned about their quota. */
const warned = new WeakSet<Construct>();

/** How API Gateway reaches an endpoint. Defaults are set explicitly to show them in the document. */
export interface Connection {
  readonly connectionType: "INTERNET" | "VPC_LINK";
  /** ID of the VPC link. */
  readonly connectionId?: string;
  readonly timeoutInMillis: number;
}

/** @throws if API Gateway would refuse the timeout */
export function connection(
  context: IntegrationContext,
  timeout = DEFAULT_TIMEOUT,
  vpcLink?: { readonly vpcLinkId: string },
): Connection {
  checkTimeout(context, timeout);
  const timeoutInMillis = timeout.in("milliseconds");
  return vpcLink === undefined
    ? { connectionType: "INTERNET", timeoutInMillis }
    : { connectionType: "VPC_LINK", connectionId: vpcLink.vpcLinkId, timeoutInMillis };
}

function checkTimeout({ api, method, isEdgeOptimized }: IntegrationContext, timeout: Duration) {
  const unit = "milliseconds";
  const what = `timeout of ${method}`;
  checkDuration(api, what, timeout, { min: 50, max: MAX_TIMEOUT.in(unit), unit });
  const amount = timeout.in(unit);
  if (!isKnown(amount) || amount <= DEFAULT_TIMEOUT.in(unit)) {
    return;
  }
  if (isEdgeOptimized) {
    refuse(api, {
      what,
      value: timeout,
      allowed: "up to 29 seconds in an edge-optimized API, whose quota AWS doesn't raise",
      fix: 'Shorten it, or set endpointType: "REGIONAL".',
    });
  }
  if (!warned.has(api)) {
    warned.add(api);
    warn(
      api,
      `the ${what} is above 29 seconds, the default quota: the deployment fails until AWS has raised ` +
        '"Maximum integration timeout in milliseconds" of the account and region. Request it from ' +
        "Service Quotas; AWS may lower the throttle quota in return.",
    );
  }
}
