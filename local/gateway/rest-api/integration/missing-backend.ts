import { serviceEndpoint } from "../../common/service-integration/aws-access";
import { whyMissing } from "../../common/unservable/unservable";
import type { GatewayServices } from "../../services";
import { serviceTarget } from "../../common/service-integration/service-uri";
import type { Integration } from "../model/rest-api";
import { LAMBDA_URI } from "./settings";

/** Why requests get 501: this machine has nothing that the integration could call. */
export function missingBackend(
  { address, type, uri = "", connectionType, connectionId = "" }: Integration,
  { aws, privateTargets }: Pick<GatewayServices, "aws" | "privateTargets">,
): string | undefined {
  // What a stage variable names isn't known before a request.
  if (connectionId.includes("${")) {
    return undefined;
  }
  if (connectionType?.toUpperCase() === "VPC_LINK") {
    return whyMissing(() => privateTargets.urlFor({ address, uri, connectionId }));
  }
  if (type.toUpperCase().startsWith("HTTP")) {
    return whyMissing(() => privateTargets.reachable(uri));
  }
  if (type.toUpperCase() !== "AWS" || LAMBDA_URI.test(uri)) {
    return undefined;
  }
  const reason = whyMissing(() => serviceEndpoint(aws, serviceTarget(address, uri)));
  return reason && `${address}: ${reason}`;
}
