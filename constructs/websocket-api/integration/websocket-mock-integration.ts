import type { IntegratingApi } from "../../api-gateway";
import { settingsId } from "../../api-gateway";
import type { Kinds } from "../../core/props";
import { checkProps } from "../../core/props";
import type { WebSocketIntegrationConfig, WebSocketRouteIntegration } from "./integration";
import type { WebSocketMappingProps } from "./mapping";
import { mapping, MAPPING_KINDS } from "./mapping";

const KINDS: Kinds<WebSocketMappingProps> = MAPPING_KINDS;

/** A template that lets every message succeed. */
const SUCCESS = { $default: '{"statusCode": 200}' };

/**
 * API Gateway responds without a backend, with the status code that the request template yields.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */
export class WebSocketMockIntegration implements WebSocketRouteIntegration {
  readonly apiType = "WEBSOCKET";

  /** @param props - without request templates, every message succeeds */
  constructor(private readonly props: WebSocketMappingProps = {}) {}

  bind(api: IntegratingApi): WebSocketIntegrationConfig {
    checkProps(api, this.props, KINDS, (prop) => `${prop} of the integration`);
    const { attributes, responses } = mapping(api, { requestTemplates: SUCCESS, ...this.props });
    return {
      id: settingsId(api, "Integration-Mock", { attributes, responses }),
      attributes: { integrationType: "MOCK", ...attributes },
      dependsOn: [],
      responses,
    };
  }
}
