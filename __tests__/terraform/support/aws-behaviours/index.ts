import type { AwsBehaviour } from "./behaviour";
import { keepLoggingConfig } from "./logging-config";
import { removableLoggingRole } from "./logging-role";
import { openApiImport } from "./open-api-import";
import { resourcePolicies } from "./resource-policies";
import { vpcEndpoints } from "./vpc-endpoints";

/** What AWS does and moto doesn't, made anew for each account. */
export const awsBehaviours = (): readonly AwsBehaviour[] => [
  keepLoggingConfig(),
  removableLoggingRole(),
  openApiImport(),
  resourcePolicies(),
  vpcEndpoints(),
];
