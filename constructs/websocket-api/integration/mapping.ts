import type { Apigatewayv2IntegrationConfig } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { Construct } from "constructs";
import { readMappingTemplates, TEMPLATES_KIND, type Templates } from "../../api-gateway/template";
import { checkChoice } from "../../core/checks";
import { escaped } from "../../core/literal";
import type { Kinds } from "../../core/props";
import { checkProps, listOf, mapOf, object, string } from "../../core/props";
import { refuse } from "../../core/refusal";
import { selectionExpression } from "../selection-expression";
import type { IntegrationResponseAttributes } from "./integration";
import { checkRequestParameters } from "./request-parameters";
import { checkResponseKey } from "./response-key";

/** How a body is converted. */
export type WebSocketContentHandling = "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT";

/** Maps an outcome of an integration to what the client of a route with `returnResponse` gets. */
export interface WebSocketIntegrationResponse {
  /**
   * A regular expression (Java's) between slashes that the whole status code must match, e.g.
   * `/4\d\d/`.
   * @default "$default", every outcome that no other response is for
   */
  readonly key?: string;
  /**
   * Templates of the message by what `templateSelectionExpression` yields.
   * @default the integration's body is passed on unchanged
   */
  readonly responseTemplates?: Templates;
  /**
   * What of the response selects the template, e.g. `${integration.response.header.x-type}`.
   * @default "\\$default", which yields the text `$default`
   */
  readonly templateSelectionExpression?: string;
  /**
   * Whether to decode a base64 body to binary, or to encode a binary body as base64.
   * @default the body is passed on unchanged
   */
  readonly contentHandling?: WebSocketContentHandling;
}

/** Maps messages to the integration's requests, and the integration's responses to messages. */
export interface WebSocketMappingProps {
  /**
   * Templates of the integration's request by what `templateSelectionExpression` yields.
   * @default the message is passed on unchanged
   */
  readonly requestTemplates?: Templates;
  /**
   * What of a message selects the template, e.g. `${request.body.type}`.
   * @default "\\$default", which yields the text `$default`
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
   */
  readonly templateSelectionExpression?: string;
  /**
   * By name, e.g. `integration.request.header.X-Id`; from `route.request.body.x`, `context.name`,
   * `stageVariables.name`, `'a fixed text'`, or on `$connect` from `route.request.header.name` and
   * `route.request.querystring.name`.
   * @default none; an HTTP endpoint then doesn't know the connection
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html
   */
  readonly requestParameters?: Readonly<Record<string, string>>;
  /**
   * Whether to pass on a message for which there is no template.
   * @default "WHEN_NO_MATCH": passed on unchanged
   */
  readonly passthroughBehavior?: "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER";
  /**
   * Whether to decode a base64 body to binary, or to encode a binary body as base64.
   * @default the body is passed on unchanged
   */
  readonly contentHandling?: WebSocketContentHandling;
  /**
   * The responses; the status code of the integration selects one. They have an effect on routes with
   * `returnResponse` only.
   * @default one for every outcome, with the integration's body
   */
  readonly integrationResponses?: readonly WebSocketIntegrationResponse[];
}

/** The types of the props. */
export const MAPPING_KINDS: Kinds<WebSocketMappingProps> = {
  requestTemplates: TEMPLATES_KIND,
  templateSelectionExpression: string,
  requestParameters: mapOf(string),
  passthroughBehavior: string,
  contentHandling: string,
  integrationResponses: listOf(object),
};

const RESPONSE_KINDS: Kinds<WebSocketIntegrationResponse> = {
  key: string,
  responseTemplates: TEMPLATES_KIND,
  templateSelectionExpression: string,
  contentHandling: string,
};

/** The mapping, as API Gateway gets it. */
export interface Mapping {
  readonly attributes: Partial<Apigatewayv2IntegrationConfig>;
  readonly responses: readonly IntegrationResponseAttributes[];
}

/** @throws if API Gateway would refuse a part of the mapping */
export function mapping(api: Construct, props: WebSocketMappingProps): Mapping {
  const owner = "the integration";
  const { passthroughBehavior = "WHEN_NO_MATCH", contentHandling, requestParameters } = props;
  checkChoice(api, `passthroughBehavior of ${owner}`, passthroughBehavior, PASSTHROUGH);
  checkContentHandling(api, owner, contentHandling);
  checkRequestParameters(api, requestParameters);
  const { requestTemplates: templates, templateSelectionExpression: expression } = props;
  return {
    attributes: {
      requestTemplates: templatesOf(api, owner, "requestTemplates", templates),
      templateSelectionExpression: templateSelection(api, owner, expression, templates),
      requestParameters: escaped(requestParameters),
      passthroughBehavior,
      contentHandlingStrategy: contentHandling,
    },
    responses: responses(api, props.integrationResponses ?? [{}]),
  };
}

function responses(
  api: Construct,
  given: readonly WebSocketIntegrationResponse[],
): IntegrationResponseAttributes[] {
  const keys = given.map(({ key = "$default" }) => key);
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined || !keys.includes("$default")) {
    refuse(api, {
      what: "keys of integrationResponses of the integration",
      value: keys,
      allowed: "each key once, with $default among them",
      fix: "Add a response without a key, or remove what is there twice.",
    });
  }
  return given.map((response) => responseAttributes(api, response));
}

function responseAttributes(
  api: Construct,
  response: WebSocketIntegrationResponse,
): IntegrationResponseAttributes {
  const { key = "$default", responseTemplates, templateSelectionExpression: expression } = response;
  const owner = `the integration response ${key}`;
  checkProps(api, response, RESPONSE_KINDS, (prop) => `${prop} of ${owner}`);
  checkResponseKey(api, key);
  checkContentHandling(api, owner, response.contentHandling);
  return {
    integrationResponseKey: escaped(key),
    responseTemplates: templatesOf(api, owner, "responseTemplates", responseTemplates),
    templateSelectionExpression: templateSelection(api, owner, expression, responseTemplates),
    contentHandlingStrategy: response.contentHandling,
  };
}

function templatesOf(
  api: Construct,
  owner: string,
  prop: string,
  templates: Templates | undefined,
): Record<string, string> | undefined {
  return escaped(readMappingTemplates({ api, prop, owner }, templates));
}

/** The expression that yields the key of a template: a text unless it is given. */
function templateSelection(
  api: Construct,
  owner: string,
  expression: string | undefined,
  templates: Templates | undefined,
): string | undefined {
  const what = `templateSelectionExpression of ${owner}`;
  if (expression !== undefined) {
    return selectionExpression(api, what, expression);
  }
  if (templates === undefined) {
    return undefined;
  }
  const keys = Object.keys(templates);
  if (keys.length !== 1 || keys[0] !== "$default") {
    refuse(api, {
      what: `keys of the templates of ${owner}`,
      value: keys,
      allowed: "$default alone, without a templateSelectionExpression",
      fix: "Set templateSelectionExpression to what selects the template, e.g. ${request.body.type}.",
    });
  }
  return "\\$default";
}

const PASSTHROUGH = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"];

function checkContentHandling(api: Construct, owner: string, value: string | undefined): void {
  const choices = ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"];
  checkChoice(api, `contentHandling of ${owner}`, value, choices);
}
