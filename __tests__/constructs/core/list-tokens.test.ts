import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  AwsIntegration,
  HttpApi,
  HttpJwtAuthorizer,
  HttpLambdaAuthorizer,
  HttpUrlIntegration,
  PolicyDocument,
  RestApi,
  S3EventSource,
  VpcLink,
  WebSocketApi,
  WebSocketLambdaAuthorizer,
  WebSocketMockIntegration,
} from "../../../constructs";
import type { EnvironmentStack } from "../../../constructs/environment";
import { environment, synth } from "../lambda/support";
import type { Build } from "./support";
import { fn, listIn, restApi } from "./support";

const target = new HttpUrlIntegration("https://example.com");

function httpRoute(stack: EnvironmentStack, authorizer: HttpJwtAuthorizer | HttpLambdaAuthorizer) {
  return new HttpApi(stack, "Http").addRoute("GET /", target, { authorizer });
}

const corsOfHttp = (option: string): [string, Build, string] => [
  `corsPreflight.${option}`,
  (stack, list) =>
    new HttpApi(stack, "Http", { corsPreflight: { allowOrigins: ["*"], [option]: list } }),
  `"${option.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}":"\${var.list}"`,
];

const corsOfUrl = (option: string, attribute: string): [string, Build, string] => [
  `cors.${option} of a function URL`,
  (stack, list) =>
    fn(stack).addFunctionUrl({ cors: { allowedOrigins: ["https://a.b"], [option]: list } }),
  `"${attribute}":"\${var.list}"`,
];

test.each<[string, Build, string]>([
  ["layers", (stack, layers) => fn(stack, { layers }), '"layers":"${var.list}"'],
  [
    "layers beside one of AWS",
    (stack, layers) =>
      fn(stack, { layers, insights: `arn:aws:lambda:eu-west-1:${"1".repeat(12)}:layer:I:1` }),
    '"layers":"${concat(var.list, [',
  ],
  [
    "vpc.subnetIds",
    (stack, subnetIds) => fn(stack, { vpc: { subnetIds } }),
    '"aws_subnet":{"Hello_Subnet_F815E8B3":{"id":"${element(var.list, 0)}"}}',
  ],
  [
    "vpc.securityGroupIds",
    (stack, securityGroupIds) => fn(stack, { vpc: { subnetIds: ["subnet-1"], securityGroupIds } }),
    '"security_group_ids":"${var.list}"',
  ],
  [
    "resources of a role's statement",
    (stack, resources) => {
      fn(stack).addToRolePolicy({ actions: ["s3:GetObject"], resources });
    },
    '\\"Resource\\":${jsonencode(var.list)}',
  ],
  [
    "actions of a role's statement",
    (stack, actions) => {
      fn(stack).addToRolePolicy({ actions, resources: ["*"] });
    },
    '\\"Action\\":${jsonencode(var.list)}',
  ],
  [
    "condition of a role's statement",
    (stack, list) => {
      const conditions = { StringEquals: { "aws:SourceVpce": list } };
      fn(stack).addToRolePolicy({ actions: ["s3:GetObject"], resources: ["*"], conditions });
    },
    '{\\"aws:SourceVpce\\":${jsonencode(var.list)}}',
  ],
  [
    "subnetIds of a VPC link",
    (stack, subnetIds) => new VpcLink(stack, "Link", { subnetIds }),
    '"subnet_ids":"${var.list}"',
  ],
  [
    "securityGroupIds of a VPC link",
    (stack, securityGroupIds) =>
      new VpcLink(stack, "Link", { subnetIds: ["subnet-1"], securityGroupIds }),
    '"security_group_ids":"${var.list}"',
  ],
  ...["allowOrigins", "allowMethods", "allowHeaders", "exposeHeaders"].map(corsOfHttp),
  corsOfUrl("allowedOrigins", "allow_origins"),
  corsOfUrl("allowedMethods", "allow_methods"),
  corsOfUrl("allowedHeaders", "allow_headers"),
  corsOfUrl("exposedHeaders", "expose_headers"),
  [
    "audience",
    (stack, audience) => httpRoute(stack, new HttpJwtAuthorizer("https://a.b", { audience })),
    '"audience":"${var.list}"',
  ],
  [
    "identitySource of an HTTP API",
    (stack, identitySource) =>
      httpRoute(stack, new HttpLambdaAuthorizer(fn(stack), { identitySource })),
    '"identity_sources":"${var.list}"',
  ],
  [
    "identitySource of a WebSocket API",
    (stack, identitySource) => {
      const authorizer = new WebSocketLambdaAuthorizer(fn(stack), { identitySource });
      new WebSocketApi(stack, "Chat", { stageName: "v1" }).addRoute("$connect", {
        integration: new WebSocketMockIntegration(),
        authorizer,
      });
    },
    '"identity_sources":"${var.list}"',
  ],
  [
    "defaultAuthorizationScopes of an HTTP API",
    (stack, defaultAuthorizationScopes) => {
      const defaultAuthorizer = new HttpJwtAuthorizer("https://a.b", { audience: ["pets"] });
      const api = new HttpApi(stack, "Http", { defaultAuthorizer, defaultAuthorizationScopes });
      api.addRoute("GET /", target);
    },
    '"authorization_scopes":"${var.list}"',
  ],
  [
    "allow.resources of a service integration",
    (stack, resources) => {
      const allow = { actions: ["sns:Publish"], resources };
      const integration = new AwsIntegration({ service: "sns", action: "Publish", allow });
      new RestApi(stack, "Rest", { stageName: "v1" }).root.addMethod("POST", integration);
    },
    '\\"Resource\\":${jsonencode(var.list)}',
  ],
  [
    "authorizationScopes of an HTTP API",
    (stack, authorizationScopes) => {
      const authorizer = new HttpJwtAuthorizer("https://a.b", { audience: ["pets"] });
      new HttpApi(stack, "Http").addRoute("GET /", target, { authorizer, authorizationScopes });
    },
    '"authorization_scopes":"${var.list}"',
  ],
  [
    "binaryMediaTypes",
    (stack, binaryMediaTypes) => restApi(stack, { binaryMediaTypes }),
    '"binary_media_types":"${var.list}"',
  ],
  [
    "vpcEndpointIds, and the policy for them",
    (stack, vpcEndpointIds) => {
      const policy = PolicyDocument.forVpcEndpoints(vpcEndpointIds);
      restApi(stack, { endpointType: "PRIVATE", vpcEndpointIds, policy });
    },
    '"vpc_endpoint_ids":"${var.list}"',
  ],
  [
    "resources of a resource policy",
    (stack, resources) =>
      restApi(stack, {
        policy: new PolicyDocument({ statements: [{ principals: "*", resources }] }),
      }),
    '\\"Resource\\":${jsonencode(var.list)}',
  ],
  [
    "events of a bucket",
    (stack, events) => {
      fn(stack).addEventSource(new S3EventSource(new S3Bucket(stack, "Images"), { events }));
    },
    '"events":"${var.list}"',
  ],
])("%s may be a list known only at apply", (_prop, build, expected) => {
  const stack = environment();

  build(stack, listIn(stack));

  expect(jsonOf(stack)).toContain(expected);
});

/** The synthesised JSON without the comments that hold the paths of constructs. */
function jsonOf(stack: EnvironmentStack): string {
  return JSON.stringify(synth(stack), (key, value: unknown) => (key === "//" ? undefined : value));
}
