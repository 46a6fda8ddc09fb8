import { checkChoice } from "../../core/checks";
import { checkProps } from "../../core/props";
import { refuse } from "../../core/refusal";
import { checkStatusCode } from "../status-code";
import type { Templates } from "../../api-gateway/template";
import { readMappingTemplates } from "../../api-gateway/template";
import type { IntegrationObject, IntegrationContext, ResponseObject } from "./integration";
import { onePerStatus } from "./one-per-status";
import { INTEGRATION_RESPONSE_KINDS } from "./prop-kinds";
import { checkSelectionPattern } from "./selection-pattern";

/** Maps an outcome of the integration to a response of the method. */
export interface IntegrationResponse {
  /** "100" to "599"; one of the method's responses. */
  readonly statusCode: string;
  /**
   * Regular expression (Java's) that the whole error message of a function, or the whole status
   * code of an HTTP endpoint, must match.
   * @default every outcome that no other response's pattern matches
   */
  readonly selectionPattern?: string;
  /**
   * Templates of the body by content type.
   * @default the body is passed on unchanged
   */
  readonly responseTemplates?: Templates;
  /**
   * Headers by name, e.g. `method.response.header.Location`; from `'a fixed text'`,
   * `integration.response.header.Name`, `integration.response.body.x`, `context.name` or
   * `stageVariables.name`.
   * @default none
   */
  readonly responseParameters?: Readonly<Record<string, string>>;
  /**
   * Whether to decode a base64 body to binary, or to encode a binary body as base64.
   * @default the body is passed on unchanged
   */
  readonly contentHandling?: "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT";
}

/** Maps the method's request to the integration's, and the integration's response to the method's. */
export interface MappingProps {
  /**
   * Templates of the integration's request by the request's content type.
   * @default the body is passed on unchanged
   */
  readonly requestTemplates?: Templates;
  /**
   * By name, e.g. `integration.request.header.X-Id`; from a parameter that the method declares, e.g.
   * `method.request.querystring.id`, `'a fixed text'`, `method.request.body.x`, `context.name` or
   * `stageVariables.name`.
   * @default none
   */
  readonly requestParameters?: Readonly<Record<string, string>>;
  /**
   * Whether to pass on a request whose content type has no template.
   * @default "WHEN_NO_MATCH": passed on unchanged
   */
  readonly passthroughBehavior?: "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER";
  /**
   * Whether to decode a base64 body to binary, or to encode a binary body as base64.
   * @default the body is passed on unchanged
   */
  readonly contentHandling?: "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT";
  /**
   * The responses; the outcome of the integration selects one. API Gateway keeps one per status:
   * several of the same status are refused unless they differ only in their patterns.
   * @default every outcome is a 200 with the integration's body
   */
  readonly integrationResponses?: readonly IntegrationResponse[];
}

/** The mapping in the API's document. */
export function mapping(
  context: IntegrationContext,
  props: MappingProps,
): Omit<IntegrationObject, "type"> {
  const { requestParameters, passthroughBehavior = "WHEN_NO_MATCH", contentHandling } = props;
  checkChoice(
    context.api,
    `passthroughBehavior of ${context.method}`,
    passthroughBehavior,
    PASSTHROUGH,
  );
  checkContentHandling(context, contentHandling);
  return {
    requestTemplates: templatesOf(context, "requestTemplates", props.requestTemplates),
    requestParameters,
    passthroughBehavior: passthroughBehavior.toLowerCase(),
    contentHandling,
    responses: onePerStatus(
      context,
      responses(context, props.integrationResponses ?? [{ statusCode: "200" }]),
    ),
  };
}

function responses(
  context: IntegrationContext,
  given: readonly IntegrationResponse[],
): Record<string, ResponseObject> {
  const byPattern: Record<string, ResponseObject> = {};
  given.forEach((response, at) => {
    const named = (prop: string) => `integrationResponses[${at}].${prop} of ${context.method}`;
    checkProps(context.api, response, INTEGRATION_RESPONSE_KINDS, named);
  });
  for (const { selectionPattern, responseTemplates, ...response } of given) {
    checkStatusCode(context.api, `statusCode of ${context.method}`, response.statusCode);
    checkSelectionPattern(context, selectionPattern);
    checkContentHandling(context, response.contentHandling);
    const key = selectionPattern ?? "default";
    if (Object.hasOwn(byPattern, key)) {
      refuseTwice(context, key);
    }
    byPattern[key] = {
      ...response,
      responseTemplates: templatesOf(context, "responseTemplates", responseTemplates),
    };
  }
  return byPattern;
}

function templatesOf(
  { api, method }: IntegrationContext,
  prop: string,
  templates: Templates | undefined,
): Record<string, string> | undefined {
  return readMappingTemplates({ api, prop, owner: method }, templates);
}

const PASSTHROUGH = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"];

function checkContentHandling(
  { api, method }: IntegrationContext,
  value: string | undefined,
): void {
  const choices = ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"];
  checkChoice(api, `contentHandling of ${method}`, value, choices);
}

function refuseTwice({ api, method }: IntegrationContext, pattern: string): never {
  return refuse(api, {
    what: `selectionPattern of ${method}`,
    value: pattern,
    allowed: "one integration response per pattern, and one without (the default)",
    fix: "Remove one of the two, or give it another pattern.",
  });
}
