import type { IntegratingApi, InvocationRight } from "../../api-gateway";
import { grantInvocation, settingsId } from "../../api-gateway";
import type { Kinds } from "../../core/props";
import { checkProps, string } from "../../core/props";
import { relatedId } from "../../core/related-id";
import type { IFunction } from "../../lambda";
import type { WebSocketIntegrationConfig, WebSocketRouteIntegration } from "./integration";
import type { WebSocketIntegrationSettings } from "./settings";
import { SETTINGS_KINDS, settingsOf } from "./settings";

/** Props of `WebSocketLambdaIntegration`. */
export interface WebSocketLambdaIntegrationProps extends WebSocketIntegrationSettings {
  /**
   * Set to "role" to invoke the function with a role that API Gateway assumes.
   * @default a permission in the function's policy
   */
  readonly credentials?: InvocationRight["credentials"];
}

const KINDS: Kinds<WebSocketLambdaIntegrationProps> = { ...SETTINGS_KINDS, credentials: string };

/**
 * Passes connections and messages to a Lambda function. The `body` that the function returns is sent
 * to the client if the route has `returnResponse`; other routes are one-way. All routes to a function
 * share one integration and one permission.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
 */
export class WebSocketLambdaIntegration implements WebSocketRouteIntegration {
  readonly apiType = "WEBSOCKET";

  constructor(
    private readonly fn: IFunction,
    private readonly props: WebSocketLambdaIntegrationProps = {},
  ) {}

  bind(api: IntegratingApi): WebSocketIntegrationConfig {
    checkProps(api, this.props, KINDS, (prop) => `${prop} of the integration`);
    const { credentials } = this.props;
    const { idParts, attributes } = settingsOf(api, this.props);
    const { dependsOn, credentialsArn } = grantInvocation(api, api.executionArn, this.fn, {
      credentials,
    });
    return {
      id: settingsId(api, relatedId(api, "Integration", this.fn), { credentials, ...idParts }),
      attributes: {
        integrationType: "AWS_PROXY",
        integrationUri: this.fn.invokeArn,
        // Lambda is always invoked by POST.
        integrationMethod: "POST",
        credentialsArn,
        ...attributes,
      },
      dependsOn: [dependsOn],
      responses: [],
    };
  }
}
