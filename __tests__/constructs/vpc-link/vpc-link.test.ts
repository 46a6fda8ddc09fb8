import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import type { TerraformStack } from "cdktf";
import {
  HttpAlbIntegration,
  HttpApi,
  HttpIntegration,
  HttpNlbIntegration,
  HttpServiceDiscoveryIntegration,
  RestApi,
  RestVpcLink,
  VpcLink,
  type HttpPrivateIntegrationProps,
  type HttpRouteIntegration,
  type VpcLinkProps,
} from "../../../constructs";
import { environment, only, synth } from "../lambda/support";
import { messageOf } from "../message-of";
import { bodyOf } from "../rest-api/support";

const SUBNETS = { subnetIds: ["subnet-1", "subnet-2"] };

const linkOf = (stack: TerraformStack, props: VpcLinkProps = SUBNETS) =>
  new VpcLink(stack, "Link", props);

const listenerOf = (stack: TerraformStack) =>
  new LbListener(stack, "Listener", {
    loadBalancerArn: "arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/a/1",
    defaultAction: [{ type: "fixed-response" }],
  });

type Build = (stack: TerraformStack, props: HttpPrivateIntegrationProps) => HttpRouteIntegration;

/** The attributes of the integration of a route behind a VPC link. */
function integrationOf(build: Build, props: Partial<HttpPrivateIntegrationProps> = {}) {
  const stack = environment();
  const vpcLink = linkOf(stack);
  new HttpApi(stack, "Api").addRoute("ANY /{proxy+}", build(stack, { vpcLink, ...props }));
  return only(synth(stack), "aws_apigatewayv2_integration");
}

test("a VPC link has subnets, security groups, and is replaced before it is destroyed", () => {
  const stack = environment();
  linkOf(stack, { ...SUBNETS, securityGroupIds: ["sg-1"] });

  expect(only(synth(stack), "aws_apigatewayv2_vpc_link")).toMatchObject({
    name: "shop-dev-Link",
    subnet_ids: ["subnet-1", "subnet-2"],
    security_group_ids: ["sg-1"],
    lifecycle: { create_before_destroy: true },
  });
});

test("a VPC link without a subnet is refused", () => {
  expect(messageOf(() => linkOf(environment(), { subnetIds: [] }))).toContain(
    "allowed: one subnet or more",
  );
});

test.each<[string, Build, string]>([
  [
    "Application Load Balancer",
    (stack, props) => new HttpAlbIntegration(listenerOf(stack), props),
    "${aws_lb_listener.Listener.arn}",
  ],
  [
    "Network Load Balancer",
    (stack, props) => new HttpNlbIntegration(listenerOf(stack), props),
    "${aws_lb_listener.Listener.arn}",
  ],
  [
    "service of Cloud Map",
    (stack, props) =>
      new HttpServiceDiscoveryIntegration(
        new ServiceDiscoveryService(stack, "Pets", { name: "pets" }),
        props,
      ),
    "${aws_service_discovery_service.Pets.arn}",
  ],
])("a route to a %s goes through the link", (_, build, uri) => {
  expect(integrationOf(build)).toMatchObject({
    integration_type: "HTTP_PROXY",
    connection_type: "VPC_LINK",
    connection_id: expect.stringMatching(/^\$\{aws_apigatewayv2_vpc_link\.Link_\w+\.id\}$/),
    integration_uri: uri,
    integration_method: "ANY",
    payload_format_version: "1.0",
  });
});

test("a private backend can have a certificate, another method and a mapped path", () => {
  const integration = integrationOf(
    (stack, props) => new HttpAlbIntegration(listenerOf(stack), props),
    {
      secureServerName: "pets.internal",
      method: "GET",
      parameterMapping: { request: { "overwrite:path": "$request.path" } },
    },
  );

  expect(integration).toMatchObject({
    tls_config: { server_name_to_verify: "pets.internal" },
    integration_method: "GET",
    request_parameters: { "overwrite:path": "$request.path" },
  });
});

test("an integration without a VPC link is refused", () => {
  const build: Build = (stack) => new HttpAlbIntegration(listenerOf(stack), {} as never);

  expect(messageOf(() => integrationOf(build))).toContain("vpcLink of the integration");
});

test("a REST API reaches a Network Load Balancer through its own kind of link", () => {
  const stack = environment();
  const loadBalancer = new Lb(stack, "Balancer", { loadBalancerType: "network" });
  const vpcLink = new RestVpcLink(stack, "Link", { loadBalancer });
  const api = new RestApi(stack, "Api", { stageName: "v1" });
  api.root.addMethod("GET", new HttpIntegration("http://pets.internal/pets", { vpcLink }));

  const json = synth(stack);

  expect(only(json, "aws_api_gateway_vpc_link")).toMatchObject({
    name: "shop-dev-Link",
    target_arns: ["${aws_lb.Balancer.arn}"],
    lifecycle: { create_before_destroy: true },
  });
  expect(bodyOf(json)).toMatchObject({
    paths: {
      "/": {
        get: {
          "x-amazon-apigateway-integration": {
            type: "http_proxy",
            uri: "http://pets.internal/pets",
            connectionType: "VPC_LINK",
            connectionId: expect.stringMatching(/^\$\{aws_api_gateway_vpc_link\..+\.id\}$/),
          },
        },
      },
    },
  });
});
