import type { Construct } from "constructs";
import { checkPattern } from "../core/checks";
import { checkProps } from "../core/props";
import { refuse } from "../core/refusal";
import { warn } from "../core/warning";
import { GATEWAY_RESPONSE_KINDS } from "./prop-kinds";
import { checkStatusCode } from "./status-code";
import type { Templates } from "../api-gateway/template";
import { readTemplates } from "../api-gateway/template";
import { unlessEmpty } from "./unless-empty";

/** The cases in which API Gateway itself generates the response. */
const TYPES = [
  "ACCESS_DENIED",
  "API_CONFIGURATION_ERROR",
  "AUTHORIZER_CONFIGURATION_ERROR",
  "AUTHORIZER_FAILURE",
  "BAD_REQUEST_BODY",
  "BAD_REQUEST_PARAMETERS",
  "DEFAULT_4XX",
  "DEFAULT_5XX",
  "EXPIRED_TOKEN",
  "INTEGRATION_FAILURE",
  "INTEGRATION_TIMEOUT",
  "INVALID_API_KEY",
  "INVALID_SIGNATURE",
  "MISSING_AUTHENTICATION_TOKEN",
  "QUOTA_EXCEEDED",
  "REQUEST_TOO_LARGE",
  "RESOURCE_NOT_FOUND",
  "THROTTLED",
  "UNAUTHORIZED",
  "UNSUPPORTED_MEDIA_TYPE",
  "WAF_FILTERED",
] as const;

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
export type GatewayResponseType = (typeof TYPES)[number];

/** Customizes a response that API Gateway itself generates. */
export interface GatewayResponseProps {
  /**
   * "100" to "599".
   * @default the type's own
   */
  readonly statusCode?: string;
  /**
   * By name, e.g. `gatewayresponse.header.Access-Control-Allow-Origin`; from `'a fixed text'`,
   * `method.request.header.Name`, `context.name` or `stageVariables.name`.
   * @default none
   */
  readonly responseParameters?: Readonly<Record<string, string>>;
  /**
   * Templates of the body by content type. They support variables but not Velocity.
   * @default `{"message":$context.error.messageString}`
   */
  readonly templates?: Templates;
}

/** A gateway response in the API's document. */
export interface GatewayResponseObject {
  readonly statusCode?: string;
  readonly responseParameters?: Readonly<Record<string, string>>;
  readonly responseTemplates?: Readonly<Record<string, string>>;
}

/** The gateway response in the API's document. */
export function gatewayResponse(
  scope: Construct,
  type: string,
  props: GatewayResponseProps,
): GatewayResponseObject {
  checkProps(scope, props, GATEWAY_RESPONSE_KINDS, (prop) => `${prop} of ${type}`);
  const { statusCode, responseParameters, templates } = props;
  if (!(TYPES as readonly string[]).includes(type)) {
    refuse(scope, {
      what: "type of the gateway response",
      value: type,
      allowed: TYPES.join(", "),
      fix: "Choose one of these types.",
    });
  }
  checkStatusCode(scope, `statusCode of the gateway response ${type}`, statusCode);
  checkParameters(scope, type, responseParameters);
  if (type === "REQUEST_TOO_LARGE") {
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
    warn(
      scope,
      `API Gateway does not support customizing the gateway response ${type}: a request that is ` +
        "too large gets API Gateway's own response. Leave it out.",
    );
  }
  return {
    statusCode,
    responseParameters: unlessEmpty(responseParameters ?? {}),
    responseTemplates: unlessEmpty(readTemplates(scope, templates) ?? {}),
  };
}

function checkParameters(
  scope: Construct,
  type: string,
  parameters: Readonly<Record<string, string>> = {},
): void {
  for (const [key, value] of Object.entries(parameters)) {
    checkPattern(scope, `key of a responseParameter of ${type}`, key, {
      pattern: /^gatewayresponse\.(header|path|querystring)\.\S+$/,
      allowed: "gatewayresponse.{header|path|querystring}.{name}",
      fix: "Write it in this form.",
    });
    checkPattern(scope, `value of a responseParameter of ${type}`, value, {
      pattern: /^('.*'|(method\.request|context|stageVariables)\.\S+)$/s,
      allowed:
        "'text', method.request.{header|path|querystring}.{name}, context.{name} or stageVariables.{name}",
      fix: "Put a fixed text into single quotes.",
    });
  }
}
