import type { Construct } from "constructs";
import { checkChoice, checkLength, checkPattern, checkRange } from "../core/checks";
import { refuse } from "../core/refusal";
import { checkPolicy } from "./resource-policy";
import type { RestApiProps } from "./rest-api-props";

/** @throws if AWS would refuse a prop of an API; those of its stage are checked by the stage */
export function checkRestApi(scope: Construct, props: RestApiProps): void {
  checkLength(scope, "restApiName", props.restApiName, { min: 1, max: 1024 });
  checkLength(scope, "description", props.description, { max: 1024 });
  checkRange(scope, "minimumCompressionSize", props.minimumCompressionSize, {
    min: 0,
    max: 10_485_760,
    unit: "bytes",
  });
  checkChoice(scope, "endpointType", props.endpointType, ["EDGE", "REGIONAL", "PRIVATE"]);
  checkChoice(scope, "apiKeySourceType", props.apiKeySourceType, ["HEADER", "AUTHORIZER"]);
  checkPolicy(scope, props);
  checkVpcEndpoints(scope, props);
}

function checkVpcEndpoints(
  scope: Construct,
  { endpointType, vpcEndpointIds }: Pick<RestApiProps, "endpointType" | "vpcEndpointIds">,
): void {
  if (vpcEndpointIds === undefined) {
    return;
  }
  if (endpointType !== "PRIVATE") {
    refuse(scope, {
      what: "vpcEndpointIds",
      value: vpcEndpointIds,
      allowed: 'only with endpointType: "PRIVATE"',
      fix: "Make the API private, or leave them out.",
    });
  }
  if (vpcEndpointIds.length === 0) {
    refuse(scope, {
      what: "vpcEndpointIds",
      value: vpcEndpointIds,
      allowed: "one or more IDs of VPC endpoints",
      fix: "Leave it out for none.",
    });
  }
  for (const id of vpcEndpointIds) {
    checkPattern(scope, "ID in vpcEndpointIds", id, {
      pattern: /^vpce-[0-9a-f]+$/,
      allowed: 'the ID of a VPC endpoint for execute-api, e.g. "vpce-0123456789abcdef0"',
      fix: "Create the interface endpoint in the region of the API, and pass its ID.",
    });
  }
}
