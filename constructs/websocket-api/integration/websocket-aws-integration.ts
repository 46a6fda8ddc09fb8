import type { IntegratingApi, ServiceCallProps } from "../../api-gateway";
import { SERVICE_CALL_KINDS, serviceCall, settingsId } from "../../api-gateway";
import { checkProps } from "../../core/props";
import type { WebSocketIntegrationConfig, WebSocketRouteIntegration } from "./integration";
import type { WebSocketMappingProps } from "./mapping";
import { mapping, MAPPING_KINDS } from "./mapping";
import type { WebSocketIntegrationSettings } from "./settings";
import { SETTINGS_KINDS, settingsOf } from "./settings";

/** Props of `WebSocketAwsIntegration`: an action of the service's API, or a path in it. */
export type WebSocketAwsIntegrationProps = ServiceCallProps &
  WebSocketMappingProps &
  WebSocketIntegrationSettings;

const KINDS = { ...SERVICE_CALL_KINDS, ...MAPPING_KINDS, ...SETTINGS_KINDS };

/**
 * Calls an AWS service; templates map messages to its requests and its responses to messages.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
 */
export class WebSocketAwsIntegration implements WebSocketRouteIntegration {
  readonly apiType = "WEBSOCKET";

  constructor(private readonly props: WebSocketAwsIntegrationProps) {}

  bind(api: IntegratingApi): WebSocketIntegrationConfig {
    checkProps<object>(api, this.props, KINDS, (prop) => `${prop} of the integration`);
    const { uri, httpMethod, role } = serviceCall(api, "the integration", this.props);
    const { attributes: mapped, responses } = mapping(api, this.props);
    const { attributes: settings } = settingsOf(api, this.props);
    const attributes = {
      integrationType: "AWS",
      integrationUri: uri,
      integrationMethod: httpMethod,
      credentialsArn: role.resource.arn,
      ...mapped,
      ...settings,
    };
    return {
      id: settingsId(api, `Integration-${this.props.service}`, { attributes, responses }),
      attributes,
      dependsOn: [role.policy],
      responses,
    };
  }
}
