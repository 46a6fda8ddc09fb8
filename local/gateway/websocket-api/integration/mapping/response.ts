import { decodeBase64 } from "../../../common/mapping/base64";
import { headerValue, type HeaderLines } from "../../../common/http/http-message";
import { ownValue } from "../../../common/mapping/own-value";
import type { StepRecorder } from "../../../trace/step-recorder";
import { tracedBody } from "../../../trace/traced-body";
import type { Call } from "../../call";
import type { IntegrationResponse } from "../../model/integration";
import { evaluateSelection, textInBody } from "../../model/selection-expression";
import { GatewayError } from "../gateway-error";
import { templateVariables } from "./template-variables";

/** The response of an integration, before it is mapped. */
export interface IntegrationResult {
  /** The keys of integration responses are matched against this: a status, or an error message. */
  readonly selector: string;
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Buffer;
  /** For the log: the error of a service or function. */
  readonly serviceError?: string | undefined;
}

/**
 * The body that a two-way route sends: an integration response is selected, and its template rendered.
 * @throws GatewayError 500 where no integration response is selected
 * @throws ConversionError
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
 */
export function responseBody(
  call: Call,
  responses: readonly IntegrationResponse[],
  result: IntegrationResult,
): Buffer | string {
  const { templates, contentHandling } = select(responses, result.selector, call.steps);
  const payload =
    contentHandling === "CONVERT_TO_TEXT" ? result.body.toString("base64") : result.body;
  const key = evaluateSelection(templates.selection, (variable) => valueOf(variable, result));
  const template = ownValue(templates.byKey, key);
  const step = call.steps?.begin({
    step: "responseTemplate",
    template: template?.source,
    input: tracedBody(payload),
  });
  const mapped = template ? template.render(templateVariables(call, payload.toString())) : payload;
  const body = contentHandling === "CONVERT_TO_BINARY" ? decodeBase64(mapped.toString()) : mapped;
  step?.end({ output: tracedBody(body) });
  return body;
}

function select(
  responses: readonly IntegrationResponse[],
  selector: string,
  steps: StepRecorder | undefined,
): IntegrationResponse {
  const step = steps?.begin({ step: "integrationResponse", selector, unmatched: [] });
  const selected = responses.find(({ matches }) => matches?.(selector) ?? true);
  const tried = selected ? responses.slice(0, responses.indexOf(selected)) : responses;
  step?.add({ unmatched: tried.map(({ key }) => key) });
  if (!selected) {
    throw new GatewayError(500, `no integration response matches ${JSON.stringify(selector)}`);
  }
  step?.end({ selectionPattern: selected.matches && selected.key });
  return selected;
}

function valueOf(variable: string, { status, headers, body }: IntegrationResult) {
  const [, kind, name = ""] = /^integration\.response\.(\w+)(?:\.(.+))?$/.exec(variable) ?? [];
  switch (kind) {
    case "statuscode":
      return String(status);
    case "header":
      return headerValue(headers, name);
    case undefined:
    default:
      return textInBody(body.toString(), name);
  }
}
