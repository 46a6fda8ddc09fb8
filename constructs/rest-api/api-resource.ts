import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Lazy } from "cdktf";
import type { Construct } from "constructs";
import { escaped } from "../core/literal";
import { physicalName } from "../core/physical-name";
import type { RestApiProps } from "./rest-api-props";

/** The provider's value for "never". */
const NO_COMPRESSION = -1;

/** Makes the underlying API, which imports the document that `body` returns at synth. */
export function apiResource(
  scope: Construct,
  props: RestApiProps,
  body: () => string,
): ApiGatewayRestApi {
  const { failOnWarnings = true, endpointType = "REGIONAL", vpcEndpointIds } = props;
  return new ApiGatewayRestApi(scope, "Resource", {
    name: props.restApiName ?? physicalName(scope, 128),
    body: Lazy.stringValue({ produce: body }),
    putRestApiMode: "overwrite",
    failOnWarnings,
    // The provider imports a document only if it or these parameters change, even if the last import
    // failed. The document has no documentation parts, so the parameter has no other effect.
    parameters: failOnWarnings ? undefined : { ignore: "documentation" },
    description: escaped(props.description),
    apiKeySource: props.apiKeySourceType ?? "HEADER",
    endpointConfiguration: {
      types: [endpointType],
      vpcEndpointIds: vpcEndpointIds && [...vpcEndpointIds],
    },
    // Set explicitly: removing the attribute would leave the old value in place.
    binaryMediaTypes: [...(props.binaryMediaTypes ?? [])],
    minimumCompressionSize: (props.minimumCompressionSize ?? NO_COMPRESSION).toString(),
    disableExecuteApiEndpoint: props.disableExecuteApiEndpoint ?? false,
    lifecycle: { createBeforeDestroy: true },
  });
}
