import { convertRequest, isBinary, ConversionError } from "../call/binary";
import { javaFullMatch, PatternError } from "../../common/java-regex";
import type {
  IntegrationResponse,
  Mapping,
  PassthroughBehavior,
  ContentHandling,
} from "../model/rest-api";
import type { Call } from "../call/call";
import { withPatternLimit } from "../../common/pattern-limit";
import { named } from "../../common/work-limit";
import { headerValue } from "../../common/http-message";
import { configurationError } from "../call/gateway-error";
import { compileTemplate, TemplateError, type Template } from "../velocity/template";
import { requestTemplateFor } from "./passthrough";
import type { TemplateContext } from "../velocity/template-context";

/** Templates by content type; an empty one, which passes the payload on, is null. */
export type CompiledTemplates = Readonly<Record<string, Template | null>>;

/** An integration's mapping, its templates and patterns compiled once at start. */
export interface CompiledMapping {
  readonly requestTemplates: CompiledTemplates;
  readonly passthroughBehavior: PassthroughBehavior;
  readonly contentHandling: ContentHandling | undefined;
  /** In the order in which they are tried: by status, the default last. */
  readonly responses: readonly CompiledResponse[];
}

export interface CompiledResponse {
  readonly statusCode: number;
  /** Whether it answers to a status (HTTP, MOCK) or an error message (Lambda); none: to all. */
  readonly matches: ((text: string) => boolean) | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly templates: CompiledTemplates;
  readonly contentHandling: ContentHandling | undefined;
}

/** @throws Error that names the address of a template or pattern that can't be compiled */
export function compileMapping(address: string, mapping: Mapping): CompiledMapping {
  return {
    requestTemplates: compileTemplates(address, "request_templates", mapping.requestTemplates),
    passthroughBehavior: mapping.passthroughBehavior,
    contentHandling: mapping.contentHandling,
    responses: mapping.responses.map(compileResponse).sort(byTrial),
  };
}

function compileResponse(response: IntegrationResponse): CompiledResponse {
  return {
    statusCode: response.statusCode,
    matches: compilePattern(response),
    parameters: response.parameters,
    templates: compileTemplates(response.address, "response_templates", response.templates),
    contentHandling: response.contentHandling,
  };
}

function byTrial(one: CompiledResponse, other: CompiledResponse): number {
  const isDefault = (response: CompiledResponse) => Number(response.matches === undefined);
  return isDefault(one) - isDefault(other) || one.statusCode - other.statusCode;
}

function compilePattern({ address, selectionPattern }: IntegrationResponse) {
  if (selectionPattern === undefined) {
    return undefined;
  }
  const what = `${address}: selection_pattern ${JSON.stringify(selectionPattern)}`;
  try {
    return limitedMatch(what, selectionPattern);
  } catch (error) {
    if (!(error instanceof PatternError)) {
      throw error;
    }
    throw new Error(`${what} can't be served: ${error.message}.`);
  }
}

function limitedMatch(what: string, pattern: string): (text: string) => boolean {
  const matches = javaFullMatch(pattern);
  return (text) => named(what, () => withPatternLimit(pattern, text, () => matches(text)));
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
const MAX_TEMPLATE_BYTES = 300 * 1024;

function compileOne(what: string, source: string): Template | null {
  if (Buffer.byteLength(source) > MAX_TEMPLATE_BYTES) {
    throw new TemplateError("it is larger than the 300 KB that API Gateway takes");
  }
  if (source === "") {
    return null;
  }
  const template = compileTemplate(source);
  return { render: (variables) => named(what, () => template.render(variables)) };
}

function compileTemplates(
  address: string,
  attribute: string,
  templates: Readonly<Record<string, string>>,
): CompiledTemplates {
  const compiled = Object.entries(templates).map(([contentType, source]) => {
    const what = `${address}: ${attribute} for ${contentType}`;
    try {
      return [contentType, compileOne(what, source)] as const;
    } catch (error) {
      if (!(error instanceof TemplateError)) {
        throw error;
      }
      throw new Error(`${what} can't be served: ${error.message}`);
    }
  });
  return Object.fromEntries(compiled);
}

/** The payload that the integration gets: rendered, or passed on. */
export function integrationPayload(
  call: Call,
  mapping: CompiledMapping,
  templates: TemplateContext,
): Buffer | string {
  const { body, headers } = call.request;
  const contentType = headerValue(headers, "content-type");
  const template = requestTemplateFor(
    mapping.requestTemplates,
    contentType,
    mapping.passthroughBehavior,
  );
  // A template renders text: AWS refuses one for a payload that becomes binary.
  if (template && mapping.contentHandling === "CONVERT_TO_BINARY" && body.length > 0) {
    throw configurationError("a request template takes no payload that CONVERT_TO_BINARY converts");
  }
  const isBinaryType = isBinary(contentType ?? "", call.api.binaryMediaTypes);
  const payload = orConfigurationError(() =>
    convertRequest(body, isBinaryType, mapping.contentHandling),
  );
  return template ? templates.render(template, payload.toString()) : payload;
}

export function orConfigurationError<T>(convert: () => T): T {
  try {
    return convert();
  } catch (error) {
    throw error instanceof ConversionError || error instanceof PatternError
      ? configurationError(error.message)
      : error;
  }
}
