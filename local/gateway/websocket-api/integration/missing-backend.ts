import { serviceEndpoint } from "../../common/service-integration/aws-access";
import { serviceTarget } from "../../common/service-integration/service-uri";
import { whyMissing } from "../../common/unservable/unservable";
import type { GatewayServices } from "../../services";
import type { RouteIntegration } from "../model/integration";

/** Why requests get 501: this machine has nothing that the integration could call. */
export function missingBackend(
  integration: RouteIntegration,
  { aws, privateTargets }: Pick<GatewayServices, "aws" | "privateTargets">,
): string | undefined {
  const { kind, address, uri } = integration;
  if (kind === "service") {
    const reason = whyMissing(() => serviceEndpoint(aws, serviceTarget(address, uri)));
    return reason && `${address}: ${reason}`;
  }
  const connectionId = kind === "lambda" ? undefined : integration.vpcLinkId;
  // What a stage variable names isn't known before a request.
  if (kind === "lambda" || connectionId?.includes("${")) {
    return undefined;
  }
  return connectionId === undefined
    ? whyMissing(() => privateTargets.reachable(uri))
    : whyMissing(() => privateTargets.urlFor({ address, uri, connectionId }));
}
