import { derivedResource } from "../../../terraform/derived-resource";
import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse } from "../../common/unservable/refuse";

/**
 * The stages that deployments create, with version 5 of the AWS provider and before. A further
 * deployment to the same stage updates it.
 */
export function stagesOfDeployments(deployments: readonly ResolvedResource[]): ResolvedResource[] {
  const stages = new Map<string, ResolvedResource>();
  for (const deployment of deployments) {
    const name = deployment.string("stage_name");
    if (name) {
      stages.set(name, stageOf(deployment, name));
    }
  }
  return [...stages.values()];
}

function stageOf(deployment: ResolvedResource, name: string): ResolvedResource {
  return derivedResource("aws_api_gateway_stage", deployment.address, {
    rest_api_id: deployment.string("rest_api_id"),
    deployment_id: deployment.string("id"),
    stage_name: name,
    variables: deployment.map("variables"),
  });
}

/**
 * Refuses a stage that a deployment has created already.
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/1153
 */
export function refuseRepeatedStages(
  declared: readonly ResolvedResource[],
  ofDeployments: readonly ResolvedResource[],
): void {
  for (const stage of declared) {
    const name = stage.string("stage_name") ?? "";
    const other = ofDeployments.find((one) => one.string("stage_name") === name);
    if (other) {
      const rule = `AWS rejects it: Stage already exists. ${other.address} creates it by its own stage_name: remove that.`;
      refuse(stage.address, "stage_name", name, rule);
    }
  }
}
