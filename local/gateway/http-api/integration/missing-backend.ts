import { serviceEndpoint } from "../../common/service-integration/aws-access";
import { whyMissing } from "../../common/unservable/unservable";
import type { GatewayServices } from "../../services";
import type { HttpApi, RouteIntegration } from "../model/http-api";
import { SERVICE_ACTIONS } from "./service/actions";

/** Why requests get 501: this machine has nothing that the integration could call. */
export function missingBackend(
  { executionArn }: HttpApi,
  integration: RouteIntegration,
  { aws, privateTargets }: Pick<GatewayServices, "aws" | "privateTargets">,
): string | undefined {
  switch (integration.kind) {
    case "lambda":
      return undefined;
    case "http": {
      const { vpcLinkId: connectionId, uri } = integration;
      // What a stage variable names isn't known before a request.
      if (uri.includes("${")) {
        return undefined;
      }
      return connectionId === undefined
        ? whyMissing(() => privateTargets.reachable(uri))
        : whyMissing(() => privateTargets.urlFor({ ...integration, connectionId }));
    }
    case "service": {
      const { service = "" } = SERVICE_ACTIONS[integration.subtype] ?? {};
      const [, , , region = ""] = executionArn.split(":");
      const reason = whyMissing(() => serviceEndpoint(aws, { service, region }));
      return reason && `${integration.address}: ${reason}`;
    }
  }
}
