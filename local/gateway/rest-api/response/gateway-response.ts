import type { GatewayResponse } from "../model/rest-api";
import type { Call, StageCall } from "../request/call";
import type { HttpResponse } from "../../common/http-message";
import { headerValue } from "../../common/http-message";
import { parameterSource } from "../mapping/parameter-sources";
import { contextValues } from "../mapping/context-values";
import { templateFor } from "../mapping/choose-template";
import type { GatewayError } from "./gateway-error";

/**
 * The answer of API Gateway itself: as customised for its type, else for all of its class.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export function gatewayResponse(call: StageCall | Call, error: GatewayError): HttpResponse {
  const custom = customised(call, error);
  const values = errorValues(call, error);
  const template =
    custom && templateFor(custom.templates, headerValue(call.request.headers, "accept"));
  const body = template ? substitute(template.text, values) : defaultBody(error);
  const headers = new Map([["Content-Type", template?.contentType ?? "application/json"]]);
  for (const [target, source] of Object.entries(custom?.parameters ?? {})) {
    const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1];
    const value = headerSource(call, source, values);
    if (name && value !== undefined) headers.set(name, value);
  }
  return {
    status: custom?.statusCode ?? error.status,
    headers: [["x-amzn-ErrorType", error.errorType], ...headers],
    body,
  };
}

function customised({ api }: StageCall, error: GatewayError): GatewayResponse | undefined {
  const allOfClass = error.status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
  return api.gatewayResponses.get(error.type) ?? api.gatewayResponses.get(allOfClass);
}

function defaultBody(error: GatewayError): string {
  const message = JSON.stringify(error.message);
  return error.isOfIntegration ? `{"message": ${message}}` : `{"message":${message}}`;
}

type Lookup = (name: string) => string | undefined;

function errorValues(call: StageCall | Call, error: GatewayError): Lookup {
  const values = contextValues(call);
  return (name) => {
    switch (name) {
      case "error.message":
        return error.message;
      case "error.messageString":
        return JSON.stringify(error.message);
      case "error.responseType":
        return error.type;
      case "error.validationErrorString":
        return error.validationError;
      default:
        return values(name);
    }
  };
}

/** Gateway responses know no Velocity: variables are put in as they stand. */
function substitute(template: string, context: Lookup): string {
  return template.replace(
    /\$context\.([\w.-]*\w)|\$\{context\.([\w.-]+)\}/g,
    (_, plain: string | undefined, wrapped: string | undefined) =>
      context(plain ?? wrapped ?? "") ?? "",
  );
}

function headerSource(call: StageCall | Call, source: string, context: Lookup): string | undefined {
  if (source.startsWith("context.")) return context(source.slice("context.".length));
  return "method" in call ? parameterSource(call, source) : literal(source);
}

function literal(source: string): string | undefined {
  return /^'(.*)'$/s.exec(source)?.[1];
}
