import { readFileSync } from "node:fs";
import { TemplateContext } from "../../gateway/rest-api/call/template-context";
import { GatewayError } from "../../gateway/rest-api/call/gateway-error";
import { compileTemplate, TemplateError } from "../../gateway/common/velocity/template";
import { checkNames } from "../check-names";
import { branchRecorder } from "./branch-coverage/records";
import { excerpt } from "./excerpt";
import { overridesOf, type Overrides } from "./overrides";
import { contextValue } from "./sample-context";
import { StrictRendering } from "./strict";

/** What a template is rendered with. */
export interface RenderOptions {
  /**
   * Parameters of the method request, as `$input.params()` returns them.
   * @default none
   */
  readonly params?: {
    readonly path?: Readonly<Record<string, string>>;
    readonly querystring?: Readonly<Record<string, string>>;
    readonly header?: Readonly<Record<string, string>>;
  };
  /**
   * The body of the request, or for a response template that of the integration's response. What
   * isn't a string becomes JSON.
   * @default an empty body
   */
  readonly body?: unknown;
  /**
   * Values of `$context`, such as `{ stage: "dev", authorizer: { principalId: "ann" } }`.
   * @default a request of an anonymous caller to the stage test
   */
  readonly context?: Readonly<Record<string, unknown>>;
  /**
   * Values of `$stageVariables`.
   * @default none
   */
  readonly stageVariables?: Readonly<Record<string, string>>;
  /**
   * Whether to refuse a reference without a value and a variable that nothing sets, unless they are
   * written `$!name` or are what an #if tests; and a text that isn't JSON.
   * @default false: as on AWS, a reference without a value renders nothing
   */
  readonly strict?: boolean;
}

export interface RenderedTemplate {
  readonly text: string;
  /** The text parsed as JSON; undefined if it isn't JSON. */
  readonly json: unknown;
  /** What the template set under `$context.requestOverride` and `$context.responseOverride`. */
  readonly overrides: Overrides;
}

/** A file, relative to the folder in which the tests run, or the template itself. */
export type TemplateSource = string | { readonly text: string };

/**
 * Renders a mapping template of a REST API as the runner does. The same function renders templates
 * of requests and of responses.
 * @throws Error with file, line and column if the template can't be parsed, or uses what API Gateway
 * lacks; and for what `strict` refuses, with the rendered text
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export function renderTemplate(
  template: TemplateSource,
  options: RenderOptions = {},
): RenderedTemplate {
  checkNames("renderTemplate", options, ["params", "body", "context", "stageVariables", "strict"]);
  checkNames("renderTemplate: params", options.params ?? {}, ["path", "querystring", "header"]);
  const name = typeof template === "string" ? template : "template";
  const source = typeof template === "string" ? readFileSync(template, "utf8") : template.text;
  const strict = options.strict ? new StrictRendering(name, source) : undefined;
  const context = templateContext(options);
  const text = render(name, source, () =>
    context.render(
      compileTemplate(source, { ...branchRecorder(source), ...strict?.observer }),
      bodyText(options.body),
    ),
  );
  strict?.check(text);
  return { text, json: parsed(text), overrides: overridesOf(context) };
}

function templateContext({ params, context, stageVariables = {} }: RenderOptions): TemplateContext {
  return new TemplateContext({
    context: contextValue(context),
    stageVariables,
    parameters: { path: {}, querystring: {}, header: {}, ...params },
  });
}

function render(name: string, source: string, work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError) {
      throw new Error(excerpt(name, source, error.at, error.message), { cause: error });
    }
    // API Gateway would respond with an error: the reason is for its log.
    if (error instanceof GatewayError) {
      throw new Error(`${name}: ${error.reason}`, { cause: error });
    }
    throw error;
  }
}

function bodyText(body: unknown): string {
  return typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
