import type { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Deployment } from "@cdktf/provider-aws/lib/apigatewayv2-deployment";
import { Fn, Lazy, TerraformLocal, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/** What a deployment consists of. */
const DEPLOYED = [
  "aws_apigatewayv2_authorizer",
  "aws_apigatewayv2_integration",
  "aws_apigatewayv2_integration_response",
  "aws_apigatewayv2_model",
  "aws_apigatewayv2_route",
  "aws_apigatewayv2_route_response",
];

/**
 * A snapshot of an API. It is replaced when anything changes that a response depends on.
 * @param scope - the construct that contains the API's routes and all that these consist of
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-set-up-websocket-deployment.html
 */
export function apiDeployment(scope: Construct, api: Apigatewayv2Api): Apigatewayv2Deployment {
  const settings = () => [
    api.routeSelectionExpressionInput,
    api.apiKeySelectionExpressionInput ?? "",
    api.disableExecuteApiEndpointInput ?? false,
  ];
  // Terraform computes the hash because parts, such as a function's ARN, are known only at apply. It
  // does so from a local value: CDKTF's functions don't escape the `${` of templates.
  const snapshot = new TerraformLocal(
    scope,
    "Snapshot",
    Lazy.anyValue({
      produce: () => ({ settings: settings(), ...attributesByAddress(deployedParts(scope)) }),
    }),
  );
  const deployment = new Apigatewayv2Deployment(scope, "Deployment", {
    apiId: api.id,
    triggers: { redeployment: Fn.sha256(Fn.jsonencode(snapshot.expression)) },
    lifecycle: { createBeforeDestroy: true },
  });
  deployment.dependsOn = addresses(() => deployedParts(scope));
  return deployment;
}

/** Plain text, because references to hundreds of resources would dominate the time of synthesis. */
export function addresses(resources: () => readonly TerraformResource[]): string[] {
  return Lazy.listValue({ produce: () => resources().map(addressOf).sort() });
}

/** The resources that a stage serves. */
export function deployedParts(scope: Construct): TerraformResource[] {
  return scope.node
    .findAll()
    .filter((child) => child instanceof TerraformResource)
    .filter(({ terraformResourceType }) => DEPLOYED.includes(terraformResourceType));
}

function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

/** What Terraform does with a resource, as opposed to what API Gateway gets. */
const META_ARGUMENTS = ["//", "depends_on", "lifecycle", "provider"];

function attributesByAddress(parts: readonly TerraformResource[]): Record<string, object> {
  return Object.fromEntries(parts.map((part) => [addressOf(part), attributesOf(part)]));
}

function attributesOf(part: TerraformResource): object {
  const { resource } = part.toTerraform() as SynthesisedResource;
  const attributes = resource[part.terraformResourceType]?.[part.friendlyUniqueId] ?? {};
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => !META_ARGUMENTS.includes(name)),
  );
}

interface SynthesisedResource {
  readonly resource: Readonly<Record<string, Readonly<Record<string, object>>>>;
}
