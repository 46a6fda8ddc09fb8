import type { IConstruct } from "constructs";
import type { IntegratingApi } from "../../api-gateway";
import { HTTP_METHODS, settingsId, unlessDefault, withStageVariables } from "../../api-gateway";
import { isKnown } from "../../core/known";
import { checkChoice } from "../../core/checks";
import { escaped } from "../../core/literal";
import { refuse } from "../../core/refusal";
import type { RouteIntegrationConfig } from "../../api-gateway-v2/integration";
import type { HttpRouteIntegration } from "./integration";
import { mappingAttributes } from "./parameter-mapping";
import type { Kinds } from "../../core/props";
import { checkProps, string } from "../../core/props";
import type { HttpIntegrationSettings } from "./settings";
import { checkSettings, MAX_TIMEOUT, SETTINGS_KINDS, timeoutInMilliseconds } from "./settings";

/** Props of `HttpUrlIntegration`. */
export interface HttpUrlIntegrationProps extends HttpIntegrationSettings {
  /**
   * HTTP method of the request to the URL; `ANY` passes the client's method on.
   * @default "ANY"
   */
  readonly method?: string;
}

const KINDS: Kinds<HttpUrlIntegrationProps> = { ...SETTINGS_KINDS, method: string };

/**
 * Passes requests to a public HTTP URL and its response to the client. In the URL, `{proxy}` is
 * replaced by the route's parameter of that name, and `${stageVariables.host}` by the stage variable.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
 */
export class HttpUrlIntegration implements HttpRouteIntegration {
  readonly apiType = "HTTP";

  constructor(
    private readonly url: string,
    private readonly props: HttpUrlIntegrationProps = {},
  ) {}

  bind(api: IntegratingApi): RouteIntegrationConfig {
    checkProps(api, this.props, KINDS, (prop) => `${prop} of the integration`);
    const { method = "ANY", parameterMapping, description } = this.props;
    checkSettings(api, this.props);
    const timeoutMilliseconds = timeoutInMilliseconds(this.props);
    checkUrl(api, this.url);
    checkChoice(api, "method of the integration", method, HTTP_METHODS);
    return {
      id: settingsId(api, "Integration-Url", {
        url: this.url,
        method: unlessDefault(method, "ANY"),
        timeout: unlessDefault(timeoutMilliseconds, MAX_TIMEOUT),
        parameterMapping,
        description,
      }),
      attributes: {
        integrationType: "HTTP_PROXY",
        connectionType: "INTERNET",
        integrationUri: withStageVariables(this.url),
        integrationMethod: method,
        // HTTP integrations support only this version.
        payloadFormatVersion: "1.0",
        timeoutMilliseconds,
        description: escaped(description),
        ...mappingAttributes(api, parameterMapping),
      },
      dependsOn: [],
    };
  }
}

function checkUrl(scope: IConstruct, url: string): void {
  if (!isKnown(url) || (/^https?:\/\/[^/?#\s]/.test(url) && URL.canParse(url))) {
    return;
  }
  refuse(scope, {
    what: "URL of the integration",
    value: url,
    allowed: "an absolute http:// or https:// URL",
    fix: 'Write it like "https://example.com/{proxy}".',
  });
}
