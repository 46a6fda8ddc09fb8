import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { readEach } from "../unservable/read-all";
import { refuse } from "../unservable/refuse";
import { readLoggingLevels } from "./logging-levels";
import type { Stage } from "./stage";
import { readThrottles } from "./throttles";

/**
 * Reads the stages of an API. A deployment counts as covering everything that the API defines.
 * @param resourcesOfApi the API's resources of a type
 * @throws UnservableError that names the stages whose deployments belong to another API
 */
export function readStages(
  api: ResolvedResource,
  resourcesOfApi: (type: string) => ResolvedResource[],
): Stage[] {
  const deployments = resourcesOfApi("aws_apigatewayv2_deployment").map((one) => one.string("id"));
  return readEach(resourcesOfApi("aws_apigatewayv2_stage"), (stage) => {
    const deployment = stage.string("deployment_id");
    if (deployment !== undefined && !deployments.includes(deployment)) {
      refuse(stage.address, "deployment_id", deployment, `Use a deployment of ${api.address}.`);
    }
    return {
      address: stage.address,
      name: stage.string("name") ?? "",
      isDeployed: isDeployed(stage),
      variables: stage.map("stage_variables"),
      accessLogFormat: stage.blocks("access_log_settings")[0]?.string("format"),
      ...readThrottles(stage),
      ...readLoggingLevels(stage),
    };
  });
}

function isDeployed(stage: ResolvedResource): boolean {
  return (stage.boolean("auto_deploy") ?? false) || stage.string("deployment_id") !== undefined;
}

/**
 * Warns about an API without a stage, and about stages without a deployment.
 * @param response what AWS then responds to every request
 */
export function stageWarnings(
  api: ResolvedResource,
  stages: readonly ResolvedResource[],
  response: string,
): string[] {
  if (stages.length === 0) {
    return [`${api.address}: it has no stage, so every request gets ${response}, as on AWS.`];
  }
  return stages
    .filter((stage) => !isDeployed(stage))
    .map(
      ({ address }) =>
        `${address}: neither auto_deploy nor deployment_id is set, so every request gets ${response}, as on AWS.`,
    );
}

/**
 * Warns about routes that Terraform may create after a deployment, which then doesn't cover them.
 * Resolved values don't show what `triggers` refers to, so a deployment with triggers counts as
 * referring to every route.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/apigatewayv2_deployment
 */
export function coverageWarnings(resourcesOfApi: (type: string) => ResolvedResource[]): string[] {
  return resourcesOfApi("aws_apigatewayv2_deployment")
    .filter((deployment) => !deployment.names().includes("triggers"))
    .flatMap((deployment) => {
      // Terraform orders all resources of a block with count or for_each by the block's address.
      const dependencies = new Set(deployment.strings("depends_on"));
      return resourcesOfApi("aws_apigatewayv2_route")
        .filter(({ type, name }) => !dependencies.has(`${type}.${name}`))
        .map(
          (route) =>
            `${deployment.address}: neither triggers nor depends_on refers to ${route.address}. Terraform may create the deployment first, and AWS would then not serve that route.`,
        );
    });
}
