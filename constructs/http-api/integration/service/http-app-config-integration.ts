import type { IntegratingApi } from "../../../api-gateway";
import type { RouteIntegrationConfig } from "../../../api-gateway-v2/integration";
import type { HttpRouteIntegration } from "../integration";
import { accountId, partition, region } from "../../../core/aws-facts";
import { checkKind, objectWith, required, string } from "../../../core/props";
import type { HttpServiceIntegrationProps } from "./service-integration";
import { SERVICE_KINDS, serviceIntegration } from "./service-integration";

/** A configuration in AWS AppConfig, by the IDs of its parts. */
export interface AppConfiguration {
  readonly applicationId: string;
  readonly environmentId: string;
  readonly configurationProfileId: string;
}

/** Props of `HttpAppConfigIntegration`. */
export interface HttpAppConfigIntegrationProps extends HttpServiceIntegrationProps {
  /** Identifies the client for gradual deployments, like `$request.header.client-id`. */
  readonly clientId: string;
}

/**
 * Responds with a configuration of AWS AppConfig. The role of the integration may do only this, with
 * this configuration.
 */
export class HttpAppConfigIntegration implements HttpRouteIntegration {
  readonly apiType = "HTTP";

  constructor(
    private readonly configuration: AppConfiguration,
    private readonly props: HttpAppConfigIntegrationProps,
  ) {}

  bind(api: IntegratingApi): RouteIntegrationConfig {
    const { configuration, props } = this;
    const kinds = { ...SERVICE_KINDS, clientId: required(string) };
    return serviceIntegration(api, props, kinds, () => {
      checkKind(api, "configuration of the integration", configuration, CONFIGURATION_KIND);
      const { applicationId, environmentId, configurationProfileId } = configuration;
      const path = `application/${applicationId}/environment/${environmentId}/configuration/${configurationProfileId}`;
      const account = `${region(api)}:${accountId(api)}`;
      return {
        subtype: "AppConfig-GetConfiguration",
        required: ["Application", "Environment", "Configuration", "ClientId"],
        optional: ["ClientConfigurationVersion"],
        own: {
          Application: applicationId,
          Environment: environmentId,
          Configuration: configurationProfileId,
          ClientId: props.clientId,
        },
        access: {
          actions: ["appconfig:GetConfiguration"],
          resources: [`arn:${partition(api)}:appconfig:${account}:${path}`],
        },
      };
    });
  }
}

const CONFIGURATION_KIND = required(
  objectWith(
    "a configuration of AppConfig",
    "applicationId",
    "environmentId",
    "configurationProfileId",
  ),
);
