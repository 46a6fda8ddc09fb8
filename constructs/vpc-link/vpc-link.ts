import { Apigatewayv2VpcLink } from "@cdktf/provider-aws/lib/apigatewayv2-vpc-link";
import { Construct } from "constructs";
import { physicalName } from "../core/physical-name";
import type { Kinds } from "../core/props";
import { checkConstructProps, required, strings } from "../core/props";
import { refuse } from "../core/refusal";
import { isKnown } from "../core/known";

/** Props of `VpcLink`. */
export interface VpcLinkProps {
  /** Subnets of the VPC, in which API Gateway creates network interfaces; one or more. */
  readonly subnetIds: readonly string[];
  /**
   * Security groups of the network interfaces. What the link leads to must admit their requests.
   * @default the default security group of the VPC
   */
  readonly securityGroupIds?: readonly string[];
}

const KINDS: Kinds<VpcLinkProps> = {
  subnetIds: required(strings),
  securityGroupIds: strings,
};

/**
 * Leads from HTTP APIs into a VPC. A change of subnets or security groups replaces the link: the new
 * one is created first, which takes minutes.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html
 */
export class VpcLink extends Construct {
  /** The underlying VPC link. */
  readonly resource: Apigatewayv2VpcLink;
  readonly vpcLinkId: string;

  /** @throws if there is no subnet */
  constructor(scope: Construct, id: string, props: VpcLinkProps) {
    super(scope, id);
    checkConstructProps(this, VpcLink, props, KINDS);
    const { subnetIds, securityGroupIds = [] } = props;
    if (isKnown(subnetIds) && subnetIds.length === 0) {
      refuse(this, {
        what: "subnetIds",
        value: "[]",
        allowed: "one subnet or more",
        fix: "Choose subnets in the availability zones of what the link leads to.",
      });
    }
    this.resource = new Apigatewayv2VpcLink(this, "Resource", {
      name: physicalName(this, 128),
      subnetIds: [...subnetIds],
      securityGroupIds: [...securityGroupIds],
      // A link can't be destroyed while an integration uses it, so integrations must move first.
      lifecycle: { createBeforeDestroy: true },
    });
    this.vpcLinkId = this.resource.id;
  }
}
