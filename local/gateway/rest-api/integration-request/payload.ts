import { headerValue } from "../../common/http/http-message";
import { convertRequest, isBinary } from "../call/binary";
import type { Call } from "../call/call";
import type { ContentHandling } from "../../common/mapping/content-handling";
import { configurationError } from "../call/gateway-error";
import type { TemplateContext } from "../call/template-context";
import { tracedBody } from "../../trace/traced-body";
import type { RequestOverrides } from "../../trace/trace-step";
import type { CompiledTemplates } from "../../common/velocity/compile-templates";
import { requestTemplateFor, type PassthroughBehavior } from "./passthrough";

/** How a custom integration makes its payload from the request's body. */
export interface PayloadMapping {
  readonly templates: CompiledTemplates;
  readonly passthroughBehavior: PassthroughBehavior;
  readonly contentHandling: ContentHandling | undefined;
}

/**
 * The payload that the integration gets: rendered by a template, or passed through.
 * @throws ConversionError
 */
export function integrationPayload(
  call: Call,
  mapping: PayloadMapping,
  context: TemplateContext,
): Buffer | string {
  const { body, headers } = call.request;
  const contentType = headerValue(headers, "content-type");
  const step = call.steps?.begin({
    step: "requestTemplate",
    contentType,
    input: tracedBody(body),
  });
  const template = requestTemplateFor(mapping.templates, contentType, mapping.passthroughBehavior);
  step?.add({ template: template?.source });
  // A template renders text: AWS refuses one for a payload that becomes binary.
  if (template && mapping.contentHandling === "CONVERT_TO_BINARY" && body.length > 0) {
    throw configurationError(
      "a request template can't be applied to a payload that CONVERT_TO_BINARY converts",
    );
  }
  const isBinaryType = isBinary(contentType ?? "", call.api.binaryMediaTypes);
  const payload = convertRequest(body, isBinaryType, mapping.contentHandling);
  const output = template ? context.render(template, payload.toString()) : payload;
  step?.end({ output: tracedBody(output), overrides: template ? overridesOf(context) : undefined });
  return output;
}

function overridesOf(context: TemplateContext): RequestOverrides {
  return {
    header: Object.fromEntries(context.requestOverrides("header")),
    querystring: Object.fromEntries(context.requestOverrides("querystring")),
    path: Object.fromEntries(context.requestOverrides("path")),
  };
}
