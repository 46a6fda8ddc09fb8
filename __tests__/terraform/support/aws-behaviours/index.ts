import type { AwsBehaviour } from "./behaviour";
import { keepCanarySettings } from "./canary-settings";
import { domainNames } from "./domain-names";
import { keepFunctionSettings } from "./function-settings";
import { removableLoggingRole } from "./logging-role";
import { openApiImport } from "./open-api-import";
import { redrivePolicies } from "./redrive-policies";
import { resourcePolicies } from "./resource-policies";
import { settledRecords } from "./settled-records";
import { vpcEndpoints } from "./vpc-endpoints";
import { webSocketDeployments } from "./websocket-deployments";

/** What AWS does and moto doesn't, made anew for each account. */
export const awsBehaviours = (): readonly AwsBehaviour[] => [
  keepFunctionSettings(),
  removableLoggingRole(),
  openApiImport(),
  resourcePolicies(),
  vpcEndpoints(),
  domainNames(),
  keepCanarySettings(),
  settledRecords(),
  redrivePolicies(),
  webSocketDeployments(),
];
