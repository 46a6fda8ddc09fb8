import type { IConstruct } from "constructs";
import type { IntegratingApi } from "../../../api-gateway";
import { serviceRole, settingsId, unlessDefault, type ServiceAccess } from "../../../api-gateway";
import type { RouteIntegrationConfig } from "../../../api-gateway-v2/integration";
import type { HttpIntegrationSettings } from "../settings";
import { checkSettings, MAX_TIMEOUT, timeoutInMilliseconds } from "../settings";
import { escaped } from "../../../core/literal";
import type { Kinds } from "../../../core/props";
import { checkedElsewhere, checkProps, mapOf, object, string } from "../../../core/props";
import { refuse } from "../../../core/refusal";
import type { ParameterMapping } from "../parameter-mapping";
import { mappingAttributes } from "../parameter-mapping";

/** Props that all integrations with AWS services share. */
export interface HttpServiceIntegrationProps extends Pick<
  HttpIntegrationSettings,
  "timeout" | "description"
> {
  /**
   * Parameters of the action by AWS's names, besides or instead of the integration's own. Values are
   * plain text, or like `$request.body.id`, `$request.header.id`, `$request.path.id` or
   * `$context.requestId`.
   * @default only those that the integration sets itself
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Changes to the response by the service's status code, 200 to 599.
   * @default the service's response is passed on unchanged
   */
  readonly responseMapping?: ParameterMapping["response"];
}

/** The types of the props. */
export const SERVICE_KINDS: Kinds<HttpServiceIntegrationProps> = {
  timeout: checkedElsewhere,
  description: string,
  parameters: mapOf(string),
  responseMapping: object,
};

/** An action of an AWS service. */
export interface ServiceAction {
  /** `SQS-SendMessage` */
  readonly subtype: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** A call of an action, with the parameters that the integration sets itself. */
export interface ServiceCall extends ServiceAction {
  readonly own: Readonly<Record<string, string>>;
  readonly access: ServiceAccess;
}

/**
 * The integration that makes a call, with a role for it.
 * @throws if API Gateway would refuse a setting or a parameter
 */
export function serviceIntegration<P extends HttpServiceIntegrationProps>(
  api: IntegratingApi,
  props: P,
  kinds: Kinds<P>,
  callOf: () => ServiceCall,
): RouteIntegrationConfig {
  checkProps(api, props, kinds, (prop) => `${prop} of the integration`);
  checkSettings(api, props);
  const call = callOf();
  const { description, responseMapping } = props;
  const parameters = { ...call.own, ...props.parameters };
  checkParameters(api, call, Object.keys(parameters));
  const role = serviceRole(api, call.access);
  const timeoutMilliseconds = timeoutInMilliseconds(props);
  return {
    id: settingsId(api, `Integration-${call.subtype}`, {
      parameters,
      timeout: unlessDefault(timeoutMilliseconds, MAX_TIMEOUT),
      responseMapping,
      description,
    }),
    attributes: {
      integrationType: "AWS_PROXY",
      integrationSubtype: call.subtype,
      payloadFormatVersion: "1.0",
      credentialsArn: role.resource.arn,
      timeoutMilliseconds,
      description: escaped(description),
      ...mappingAttributes(api, { response: responseMapping }),
      requestParameters: escaped(parameters),
    },
    dependsOn: [role.policy],
  };
}

function checkParameters(
  scope: IConstruct,
  { subtype, required, optional }: ServiceAction,
  given: readonly string[],
): void {
  const allowed = [...required, ...optional, "Region"];
  const unknown = given.find((name) => !allowed.includes(name));
  if (unknown !== undefined) {
    refuse(scope, {
      what: `parameter of ${subtype}`,
      value: unknown,
      allowed: allowed.join(", "),
      fix: "Write it as AWS does: the names are case-sensitive.",
    });
  }
  const missing = required.find((name) => !given.includes(name));
  if (missing !== undefined) {
    refuse(scope, {
      what: `parameters of ${subtype}`,
      value: given.join(", "),
      allowed: `${required.join(", ")}, which API Gateway requires`,
      fix: `Add ${missing} to the parameters, for example "$request.body.${missing}".`,
    });
  }
}
