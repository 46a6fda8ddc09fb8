import { ApiGatewayVpcLink } from "@cdktf/provider-aws/lib/api-gateway-vpc-link";
import { Construct } from "constructs";
import { checkLength } from "../core/checks";
import { escaped } from "../core/literal";
import { physicalName } from "../core/physical-name";
import type { Kinds } from "../core/props";
import { checkConstructProps, objectWith, required, string } from "../core/props";

/** Props of `RestVpcLink`. */
export interface RestVpcLinkProps {
  /** The Network Load Balancer that the link leads to, such as an `Lb` of the AWS provider. */
  readonly loadBalancer: { readonly arn: string };
  /**
   * Up to 1,024 characters.
   * @default none
   */
  readonly description?: string;
}

const KINDS: Kinds<RestVpcLinkProps> = {
  loadBalancer: required(objectWith("a Network Load Balancer, e.g. an Lb", "arn")),
  description: string,
};

/**
 * Leads from REST APIs to a Network Load Balancer. Its load balancer can't be changed: another one
 * replaces the link, and the new link is created first.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
 */
export class RestVpcLink extends Construct {
  /** The underlying VPC link. */
  readonly resource: ApiGatewayVpcLink;
  readonly vpcLinkId: string;

  /** @throws if the load balancer is missing, or the description is too long */
  constructor(scope: Construct, id: string, props: RestVpcLinkProps) {
    super(scope, id);
    checkConstructProps(this, RestVpcLink, props, KINDS);
    checkLength(this, "description", props.description, { max: 1024 });
    this.resource = new ApiGatewayVpcLink(this, "Resource", {
      name: physicalName(this, 128),
      targetArns: [props.loadBalancer.arn],
      description: escaped(props.description),
      // A link can't be destroyed while a method uses it, so methods must move first.
      lifecycle: { createBeforeDestroy: true },
    });
    this.vpcLinkId = this.resource.id;
  }
}
