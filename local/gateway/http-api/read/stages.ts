import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse } from "../../common/refuse";

export interface HttpStage {
  readonly address: string;
  readonly name: string;
  /** Whether the stage has a deployment: one without answers nothing but 404. */
  readonly isDeployed: boolean;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The stages of an API. A deployment covers what the API defines: Terraform makes it last.
 * @throws Error that names a stage whose deployment isn't one of this API's
 */
export function readStages(
  api: ResolvedResource,
  own: (type: string) => ResolvedResource[],
): HttpStage[] {
  const deployments = own("aws_apigatewayv2_deployment").map((one) => one.string("id"));
  return own("aws_apigatewayv2_stage").map((stage) => {
    const deployment = stage.string("deployment_id");
    if (deployment !== undefined && !deployments.includes(deployment)) {
      refuse(stage.address, "deployment_id", deployment, `Name a deployment of ${api.address}.`);
    }
    return {
      address: stage.address,
      name: stage.string("name") ?? "",
      isDeployed: isDeployed(stage),
      variables: stage.map("stage_variables"),
    };
  });
}

function isDeployed(stage: ResolvedResource): boolean {
  return (stage.boolean("auto_deploy") ?? false) || stage.string("deployment_id") !== undefined;
}

/** Warnings for what no stage serves. */
export function stageWarnings(
  api: ResolvedResource,
  stages: readonly ResolvedResource[],
): string[] {
  if (stages.length === 0) {
    return [`${api.address}: it has no stage, so that it answers 404 Not Found, as on AWS.`];
  }
  return stages.flatMap(deploymentWarnings);
}

function deploymentWarnings(stage: ResolvedResource): string[] {
  if (isDeployed(stage)) {
    return [];
  }
  return [
    `${stage.address}: neither auto_deploy nor deployment_id is set, so that it answers 404 Not Found, as on AWS.`,
  ];
}

/**
 * Routes that Terraform may create after a deployment, which would then not cover them. What
 * `triggers` name can't be told from their resolved values, so that these count as all.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/apigatewayv2_deployment
 */
export function coverageWarnings(own: (type: string) => ResolvedResource[]): string[] {
  return own("aws_apigatewayv2_deployment")
    .filter((deployment) => !deployment.names().includes("triggers"))
    .flatMap((deployment) => {
      const named = deployment.strings("depends_on");
      const missing = own("aws_apigatewayv2_route").filter(
        ({ address }) => !named.includes(address),
      );
      return missing.map(
        (route) =>
          `${deployment.address}: neither triggers nor depends_on names ${route.address}. Terraform may create the deployment first, and AWS would then not serve that route.`,
      );
    });
}
