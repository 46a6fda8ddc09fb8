import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { methodKey, resourcesOfApi } from "./resources-of-api";

/**
 * Warns about methods that Terraform may create after the deployment, in which case AWS doesn't
 * serve them. Terraform orders by the references in `triggers` and `depends_on`. References in
 * `triggers` are already resolved here, so any `triggers` counts as covering all methods.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment
 */
export function coverageWarnings(stack: ResolvedStack, api: ResolvedResource): string[] {
  const ofApi = resourcesOfApi(stack, api);
  const integrations = ofApi("aws_api_gateway_integration");
  const responses = ofApi("aws_api_gateway_integration_response");
  return ofApi("aws_api_gateway_deployment")
    .filter((deployment) => !deployment.names().includes("triggers"))
    .flatMap((deployment) => {
      const named = new Set(deployment.strings("depends_on"));
      // Terraform orders all resources of a block with count or for_each by the block's address.
      const isNamed = ({ type, name }: ResolvedResource) => named.has(`${type}.${name}`);
      const covered = new Set(responses.filter(isNamed).map(methodKey));
      return integrations
        .filter((integration) => !isNamed(integration) && !covered.has(methodKey(integration)))
        .map((integration) => warning(deployment, integration));
    });
}

function warning(deployment: ResolvedResource, integration: ResolvedResource): string {
  return `${deployment.address}: neither triggers nor depends_on names ${integration.address}. If Terraform creates the deployment first, AWS doesn't serve that method.`;
}
