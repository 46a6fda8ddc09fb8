import { decodeBase64 } from "../../../common/mapping/base64";
import type { ContentHandling } from "../../../common/mapping/content-handling";
import { ownValue } from "../../../common/mapping/own-value";
import { listed } from "../../../common/log/reasons";
import { tracedBody } from "../../../trace/traced-body";
import type { Call } from "../../call";
import type { BackendIntegration, CustomIntegration } from "../../model/integration";
import { evaluateSelection, textInBody } from "../../model/selection-expression";
import { GatewayError } from "../gateway-error";
import { bodyOf, requestValue } from "./request-values";
import { templateVariables } from "./template-variables";

/** The payload that a proxy integration gets. @throws ConversionError */
export function requestPayload(
  call: Call,
  { contentHandling }: Pick<BackendIntegration, "contentHandling">,
): Buffer | string {
  return converted(bodyOf(call), contentHandling);
}

function converted(text: string, handling: ContentHandling | undefined): Buffer | string {
  return handling === "CONVERT_TO_BINARY" ? decodeBase64(text) : text;
}

/**
 * The payload that a custom integration gets: rendered by a template, or the message itself.
 * @throws GatewayError 415 where a template is needed, but none is selected
 * @throws ConversionError
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */
export function integrationPayload(call: Call, integration: CustomIntegration): Buffer | string {
  const { templates, contentHandling } = integration;
  const body = bodyOf(call);
  const key = evaluateSelection(templates.selection, (variable) => selectionValue(call, variable));
  const template = ownValue(templates.byKey, key);
  const step = call.steps?.begin({
    step: "requestTemplate",
    template: template?.source,
    input: tracedBody(body),
  });
  if (template === undefined && isRefused(integration)) {
    throw new GatewayError(415, noTemplate(key, integration), "Unsupported Media Type");
  }
  const text = template ? template.render(templateVariables(call, body)) : body;
  const payload = converted(text, contentHandling);
  step?.end({ output: tracedBody(payload) });
  return payload;
}

/** As the key of a route, that of a template is empty where a message lacks the value. */
function selectionValue(call: Call, variable: string): string | undefined {
  const [, path] = /^request\.body\.(.+)$/.exec(variable) ?? [];
  return path === undefined ? requestValue(call, variable) : textInBody(bodyOf(call), path);
}

function isRefused({ passthroughBehavior, templates }: CustomIntegration): boolean {
  switch (passthroughBehavior) {
    case "NEVER":
      return true;
    case "WHEN_NO_TEMPLATES":
      return Object.keys(templates.byKey).length > 0;
    case "WHEN_NO_MATCH":
      return false;
  }
}

function noTemplate(key: string, { passthroughBehavior, templates }: CustomIntegration): string {
  const keys = listed(Object.keys(templates.byKey)) || "none";
  return `no request template has the key ${JSON.stringify(key)}, and passthrough_behavior is ${passthroughBehavior}; there are: ${keys}`;
}
