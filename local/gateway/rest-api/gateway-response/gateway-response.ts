import type { GatewayResponse } from "../model/rest-api";
import type { Call, StageCall } from "../call/call";
import type { HttpResponse } from "../../common/http/http-message";
import { isSendable } from "../../common/http/header-lines";
import { headerValue } from "../../common/http/http-message";
import { parameterSource } from "../call/parameter-sources";
import type { GatewayError } from "../call/gateway-error";
import { ResponseHeaders } from "../integration-response/response-headers";
import { responseTemplateFor } from "../integration-response/response-template";

/**
 * The response of API Gateway itself: as customized for its type, else for its class (4XX or 5XX).
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export function gatewayResponse(call: StageCall | Call, error: GatewayError): HttpResponse {
  const custom = customized(call, error);
  const values = errorValues(call, error);
  const accept = headerValue(call.request.headers, "accept");
  const chosen = custom && responseTemplateFor(custom.templates, accept);
  const body = chosen ? substitute(chosen.template, values) : defaultBody(error);
  const headers = new ResponseHeaders(chosen?.contentType);
  for (const [target, source] of Object.entries(custom?.parameters ?? {})) {
    const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1];
    const value = values(source);
    if (value !== undefined) {
      headers.set(name, value);
    }
  }
  const status = custom?.statusCode ?? error.status;
  call.steps?.begin({
    step: "gatewayResponse",
    status,
    reason: error.reason,
    type: error.type,
    customizedBy: custom && customizedType(call, error),
    template: chosen?.template,
  });
  return {
    status,
    headers: [["x-amzn-ErrorType", error.errorType], ...headers.lines.filter(isSendable)],
    body,
    reason: error.reason,
  };
}

function customized(call: StageCall, error: GatewayError): GatewayResponse | undefined {
  return call.api.gatewayResponses.get(customizedType(call, error));
}

/** The type whose customization counts: the error's own, else that of its class. */
function customizedType({ api }: StageCall, { type, status }: GatewayError): string {
  const allOfClass = status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
  return api.gatewayResponses.has(type) ? type : allOfClass;
}

function defaultBody(error: GatewayError): string {
  const message = JSON.stringify(error.clientMessage);
  // AWS spells the name so where a policy denies access, and nowhere else.
  const name = error.type === "ACCESS_DENIED" ? "Message" : "message";
  return error.isIntegrationError ? `{"${name}": ${message}}` : `{"${name}":${message}}`;
}

type Lookup = (name: string) => string | undefined;

/** The values for parameters and templates: of the error, and those of any request mapping. */
function errorValues(call: StageCall | Call, error: GatewayError): Lookup {
  return (source) => {
    switch (source) {
      case "context.error.message":
        return error.message;
      case "context.error.messageString":
        return JSON.stringify(error.clientMessage);
      case "context.error.responseType":
        return error.type;
      case "context.error.validationErrorString":
        return error.validationError;
      default:
        return parameterSource(call, source);
    }
  };
}

const VARIABLE =
  /\$(\{?)((?:context|stageVariables|method\.request\.(?:path|querystring|header))\.[\w.-]*\w)(\}?)/g;

/** Templates of gateway responses aren't Velocity: only variables are replaced. */
function substitute(template: string, values: Lookup): string {
  return template.replace(VARIABLE, (_, open: string, source: string, close: string) => {
    // Without an opening brace, the closing one belongs to the template.
    return `${values(source) ?? ""}${open ? "" : close}`;
  });
}
