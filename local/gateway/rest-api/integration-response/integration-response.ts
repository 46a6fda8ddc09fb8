import { acceptsBinary, convertResponse } from "../call/binary";
import { fromBody, parameterSource } from "../call/parameter-sources";
import type { Call } from "../call/call";
import type { TemplateContext } from "../call/template-context";
import { responseHeaderName } from "../call/header-rules";
import {
  headerValue,
  joinedValues,
  type HeaderLines,
  type HttpResponse,
} from "../../common/http/http-message";
import { isSendable, unsendableHeader } from "../../common/http/header-lines";
import { configurationError } from "../call/gateway-error";
import type { StepRecorder } from "../../trace/step-recorder";
import { tracedBody } from "../../trace/traced-body";
import type { ResponseOverrides } from "../../trace/trace-step";
import type { CompiledResponse } from "./compiled-responses";
import { ResponseHeaders } from "./response-headers";
import { responseTemplateFor } from "./response-template";

/** The response of an integration, before it is mapped. */
export interface IntegrationResult {
  /** Selection patterns are matched against this: a status, or a Lambda function's error message. */
  readonly selector: string;
  readonly body: Buffer;
  readonly headers: HeaderLines;
  readonly isBinary: boolean;
  /** For the log: the error of an AWS service. */
  readonly serviceError?: string | undefined;
}

/**
 * The method response of a custom integration: selects an integration response, renders its
 * template and maps its parameters.
 * @throws GatewayError 500 where no integration response is selected
 */
export function mappedResponse(
  call: Call,
  responses: readonly CompiledResponse[],
  context: TemplateContext,
  result: IntegrationResult,
): HttpResponse {
  const selected = selectedResponse(responses, result.selector, call.steps);
  const accept = headerValue(call.request.headers, "accept");
  const payload = convertResponse(result.body, {
    handling: selected.contentHandling,
    isPayloadBinary: result.isBinary,
    acceptsBinary: acceptsBinary(accept, call.api.binaryMediaTypes),
  });
  const chosen = responseTemplateFor(selected.templates, accept);
  const step = call.steps?.begin({
    step: "responseTemplate",
    contentType: chosen?.contentType,
    template: chosen?.template?.source,
    input: tracedBody(payload),
  });
  const body = chosen?.template ? context.render(chosen.template, payload.toString()) : payload;
  const headers = new ResponseHeaders(chosen?.contentType);
  for (const [name, value] of mappedHeaders(call, selected.parameters, result)) {
    headers.set(responseHeaderName(name), value);
  }
  for (const [name, value] of context.responseHeaders) {
    headers.set(responseHeaderName(name), value);
  }
  const unsendable = headers.lines.find((line) => !isSendable(line));
  if (unsendable) {
    throw configurationError(unsendableHeader(unsendable));
  }
  step?.end({ output: tracedBody(body), overrides: overridesOf(context) });
  return { status: context.responseStatus ?? selected.statusCode, headers: headers.lines, body };
}

/** @throws GatewayError 500 where no integration response is selected */
function selectedResponse(
  responses: readonly CompiledResponse[],
  selector: string,
  steps: StepRecorder | undefined,
): CompiledResponse {
  const step = steps?.begin({ step: "integrationResponse", selector, unmatched: [] });
  const selected = responses.find(({ matches }) => matches?.(selector) ?? true);
  step?.add({ unmatched: patternsBefore(selected, responses) });
  if (!selected) {
    throw configurationError(`no integration response matches ${JSON.stringify(selector)}`);
  }
  const { selectionPattern, statusCode } = selected;
  step?.end({ selectionPattern, statusCode });
  return selected;
}

function patternsBefore(
  selected: CompiledResponse | undefined,
  responses: readonly CompiledResponse[],
): string[] {
  const tried = selected ? responses.slice(0, responses.indexOf(selected)) : responses;
  return tried.flatMap(({ selectionPattern }) => selectionPattern ?? []);
}

function overridesOf(context: TemplateContext): ResponseOverrides {
  return { status: context.responseStatus, header: Object.fromEntries(context.responseHeaders) };
}

function* mappedHeaders(
  call: Call,
  parameters: Readonly<Record<string, string>>,
  result: IntegrationResult,
): Iterable<[string, string]> {
  for (const [target, source] of Object.entries(parameters)) {
    const name = /^method\.response\.header\.(.+)$/.exec(target)?.[1];
    const value = responseSource(call, source, result);
    if (name !== undefined && value !== undefined) {
      yield [name, value];
    }
  }
}

const SOURCE = /^integration\.response\.(header|multivalueheader|body)(?:\.(.+))?$/s;

function responseSource(call: Call, source: string, result: IntegrationResult): string | undefined {
  const [, kind, name = ""] = SOURCE.exec(source) ?? [];
  switch (kind) {
    case "header":
      return headerValue(result.headers, name);
    case "multivalueheader":
      return joinedValues(result.headers, name);
    case "body":
      return fromErrorMessage(result, name) ?? fromBody(result.body.toString("utf8"), name);
    case undefined:
    default:
      return parameterSource(call, source);
  }
}

/** If a function's error message is itself JSON, mappings can select its fields. */
function fromErrorMessage(result: IntegrationResult, path: string): string | undefined {
  const [, inner] = /^errorMessage\.(.+)$/.exec(path) ?? [];
  if (inner === undefined) {
    return undefined;
  }
  const message = fromBody(result.body.toString("utf8"), "errorMessage");
  return message === undefined ? undefined : fromBody(message, inner);
}
