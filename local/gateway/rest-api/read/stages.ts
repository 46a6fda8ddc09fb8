import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import type { AccessLogSettings, Canary, Stage } from "../model/rest-api";
import { readEach } from "../../common/unservable/read-all";
import { UnservableError } from "../../common/unservable/unservable";
import { readCaching } from "./caching";
import { resourcesOfApi } from "./resources-of-api";
import { readThrottles } from "./throttles";

/**
 * The stages of an API. Each serves the deployment that it names. A deployment covers the whole
 * definition of the API, because Terraform creates it last.
 * @throws UnservableError that names the stages whose deployments aren't of this API
 */
export function readStages(stack: ResolvedStack, api: ResolvedResource): Stage[] {
  const ofApi = resourcesOfApi(stack, api);
  const deployments = new Set(
    ofApi("aws_api_gateway_deployment").map((deployment) => deployment.string("id")),
  );
  return readEach(ofApi("aws_api_gateway_stage"), (stage) => {
    const deploymentId = stage.string("deployment_id") ?? "";
    if (!deployments.has(deploymentId)) {
      throw new UnservableError(
        `${stage.address}: deployment_id is ${JSON.stringify(deploymentId)}, which is not a deployment of ${api.address}. A stage serves what a deployment covers: add an aws_api_gateway_deployment and name its id.`,
      );
    }
    return {
      address: stage.address,
      name: stage.string("stage_name") ?? "",
      deploymentId,
      variables: stage.map("variables"),
      canary: canaryOf(stage, deploymentId),
      hasClientCertificate: Boolean(stage.string("client_certificate_id")),
      accessLog: accessLogOf(api, stage),
      caching: readCaching(stack, api, stage),
      throttles: readThrottles(stack, api, stage),
    };
  });
}

/** What the API is reached by; the default is AWS's. */
export function endpointTypeOf(api: ResolvedResource): string {
  return api.blocks("endpoint_configuration")[0]?.strings("types")[0] ?? "EDGE";
}

function accessLogOf(
  api: ResolvedResource,
  stage: ResolvedResource,
): AccessLogSettings | undefined {
  const format = stage.blocks("access_log_settings")[0]?.string("format");
  return format === undefined
    ? undefined
    : {
        format,
        endpointType: endpointTypeOf(api),
        isTraced: stage.boolean("xray_tracing_enabled") ?? false,
      };
}

function canaryOf(stage: ResolvedResource, deploymentId: string): Canary | undefined {
  const [canary] = stage.blocks("canary_settings");
  return (
    canary && {
      deploymentId: canary.string("deployment_id") ?? deploymentId,
      percentTraffic: canary.number("percent_traffic") ?? 0,
      variableOverrides: canary.map("stage_variable_overrides"),
      usesStageCache: canary.boolean("use_stage_cache") ?? false,
    }
  );
}
