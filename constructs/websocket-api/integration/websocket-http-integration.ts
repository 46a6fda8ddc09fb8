import type { IntegratingApi } from "../../api-gateway";
import {
  checkIntegrationUrl,
  HTTP_METHODS,
  settingsId,
  withStageVariables,
} from "../../api-gateway";
import { checkChoice } from "../../core/checks";
import type { Kinds } from "../../core/props";
import { boolean, checkProps, objectWith, string } from "../../core/props";
import type { RestVpcLink } from "../../vpc-link";
import type { WebSocketIntegrationConfig, WebSocketRouteIntegration } from "./integration";
import type { WebSocketMappingProps } from "./mapping";
import { mapping, MAPPING_KINDS } from "./mapping";
import type { WebSocketIntegrationSettings } from "./settings";
import { SETTINGS_KINDS, settingsOf } from "./settings";

/** Props of `WebSocketHttpIntegration`. A proxy passes message and response on unchanged. */
export type WebSocketHttpIntegrationProps = HttpCallProps & (Proxied | Mapped);

interface HttpCallProps extends WebSocketIntegrationSettings {
  /**
   * HTTP method of the request to the URL.
   * @default "POST"
   */
  readonly httpMethod?: string;
  /**
   * The link to the Network Load Balancer that responds. The URL's host is then the header `Host`.
   * @default the URL is public
   */
  readonly vpcLink?: Pick<RestVpcLink, "vpcLinkId">;
}

interface Proxied extends Pick<WebSocketMappingProps, "requestParameters"> {
  /**
   * Whether message and response are passed on unchanged.
   * @default true
   */
  readonly proxy?: true;
}

interface Mapped extends WebSocketMappingProps {
  /** Message and response are mapped. */
  readonly proxy: false;
}

const KINDS: Kinds<WebSocketHttpIntegrationProps> = {
  ...MAPPING_KINDS,
  ...SETTINGS_KINDS,
  httpMethod: string,
  vpcLink: objectWith("a RestVpcLink", "vpcLinkId"),
  proxy: boolean,
};

/**
 * Passes messages to an HTTP endpoint. The endpoint knows the connection only if `requestParameters`
 * map it, e.g. `integration.request.header.connectionId` from `context.connectionId`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
 */
export class WebSocketHttpIntegration implements WebSocketRouteIntegration {
  readonly apiType = "WEBSOCKET";

  /**
   * @param url - may hold `${stageVariables.name}`, and `{name}` where `requestParameters` has an
   * `integration.request.path.name`
   */
  constructor(
    private readonly url: string,
    private readonly props: WebSocketHttpIntegrationProps = {},
  ) {}

  bind(api: IntegratingApi): WebSocketIntegrationConfig {
    const { props, url } = this;
    checkProps(api, props, KINDS, (prop) => `${prop} of the integration`);
    const { httpMethod = "POST", requestParameters, vpcLink } = props;
    checkIntegrationUrl(api, "the integration", url, requestParameters);
    checkChoice(api, "httpMethod of the integration", httpMethod, HTTP_METHODS);
    const { attributes: mapped, responses } = mapping(
      api,
      props.proxy === false ? props : { requestParameters, integrationResponses: [{}] },
    );
    const attributes = {
      integrationType: props.proxy === false ? "HTTP" : "HTTP_PROXY",
      integrationUri: withStageVariables(url),
      integrationMethod: httpMethod,
      connectionType: vpcLink === undefined ? "INTERNET" : "VPC_LINK",
      connectionId: vpcLink?.vpcLinkId,
      ...mapped,
      ...settingsOf(api, props).attributes,
    };
    return {
      id: settingsId(api, "Integration-Url", { attributes, responses }),
      attributes,
      dependsOn: [],
      responses: props.proxy === false ? responses : [],
    };
  }
}
