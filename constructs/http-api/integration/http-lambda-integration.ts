import type { Construct } from "constructs";
import type { IntegratingApi, InvocationRight } from "../../api-gateway";
import { grantInvocation, settingsId, unlessDefault } from "../../api-gateway";
import type { IFunction } from "../../lambda";
import { checkPattern } from "../../core/checks";
import { escaped } from "../../core/literal";
import type { RouteIntegrationConfig } from "../../api-gateway-v2/integration";
import type { HttpRouteIntegration } from "./integration";
import { mappingAttributes } from "./parameter-mapping";
import type { Kinds } from "../../core/props";
import { checkProps, object, string } from "../../core/props";
import { relatedId } from "../../core/related-id";
import type { HttpIntegrationSettings } from "./settings";
import { checkSettings, MAX_TIMEOUT, SETTINGS_KINDS, timeoutInMilliseconds } from "./settings";

/** Props of `HttpLambdaIntegration`. */
export type HttpLambdaIntegrationProps = LambdaSettings & InvocationRight;

interface LambdaSettings extends HttpIntegrationSettings {
  /**
   * Format of the events that the function receives.
   * @default "2.0"
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
   */
  readonly payloadFormatVersion?: "1.0" | "2.0";
}

const KINDS: Kinds<HttpLambdaIntegrationProps> = {
  ...SETTINGS_KINDS,
  payloadFormatVersion: string,
  credentials: string,
  permission: object,
};

/**
 * Passes requests to a Lambda function and its response to the client. All routes to a function share
 * one integration and one permission.
 */
export class HttpLambdaIntegration implements HttpRouteIntegration {
  readonly apiType = "HTTP";

  constructor(
    private readonly fn: IFunction,
    private readonly props: HttpLambdaIntegrationProps = {},
  ) {}

  bind(api: IntegratingApi): RouteIntegrationConfig {
    checkProps(api, this.props, KINDS, (prop) => `${prop} of the integration`);
    const { payloadFormatVersion = "2.0", parameterMapping, description } = this.props;
    checkSettings(api, this.props);
    const timeoutMilliseconds = timeoutInMilliseconds(this.props);
    checkPayloadFormat(api, payloadFormatVersion);
    const { dependsOn, credentialsArn } = grantInvocation(
      api,
      api.executionArn,
      this.fn,
      this.props,
    );
    return {
      id: settingsId(api, relatedId(api, "Integration", this.fn), {
        credentials: this.props.credentials,
        payloadFormatVersion: unlessDefault(payloadFormatVersion, "2.0"),
        timeout: unlessDefault(timeoutMilliseconds, MAX_TIMEOUT),
        parameterMapping,
        description,
      }),
      attributes: {
        integrationType: "AWS_PROXY",
        connectionType: "INTERNET",
        integrationUri: this.fn.invokeArn,
        // Lambda is always invoked by POST, whatever the client's method.
        integrationMethod: "POST",
        payloadFormatVersion,
        timeoutMilliseconds,
        description: escaped(description),
        credentialsArn,
        ...mappingAttributes(api, parameterMapping),
      },
      dependsOn: [dependsOn],
    };
  }
}

function checkPayloadFormat(scope: Construct, version: string): void {
  checkPattern(scope, "payloadFormatVersion", version, {
    pattern: /^[12]\.0$/,
    allowed: '"1.0" or "2.0"',
    fix: 'Leave it out for "2.0", unless the function was written for a REST API.',
  });
}
