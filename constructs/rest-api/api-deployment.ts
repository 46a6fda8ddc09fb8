import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import type { RestApiProps } from "./rest-api-props";

/** A snapshot of an API. It is replaced when anything changes that a response depends on. */
export function apiDeployment(
  scope: Construct,
  api: ApiGatewayRestApi,
  {
    binaryMediaTypes = [],
    minimumCompressionSize,
    disableExecuteApiEndpoint = false,
    apiKeySourceType = "HEADER",
  }: RestApiProps,
): ApiGatewayDeployment {
  // Terraform computes the hash because parts, such as a function's ARN, are known only at apply.
  const snapshot = [
    api.body,
    binaryMediaTypes,
    minimumCompressionSize ?? "",
    disableExecuteApiEndpoint,
    apiKeySourceType,
  ];
  return new ApiGatewayDeployment(scope, "Deployment", {
    restApiId: api.id,
    triggers: { redeployment: Fn.sha256(Fn.jsonencode(snapshot)) },
    lifecycle: { createBeforeDestroy: true },
  });
}
