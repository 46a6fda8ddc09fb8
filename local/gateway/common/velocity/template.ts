import { withWorkLimit } from "../limits/work-limit";
import { parseTemplate } from "./parse-template";
import { compileBlock } from "./directives";
import { OBSERVATION, type TemplateObserver } from "./observer";
import { Scope } from "./scope";
import { TemplateError } from "./template-error";
import type { VtlValue } from "./values";

export { TemplateError };

/** A mapping template, parsed and compiled once. */
export interface Template {
  readonly source: string;
  /** @throws CutError when it takes too long, or uses too much memory */
  render(variables: Iterable<readonly [string, VtlValue]>): string;
}

/**
 * Compiles a template of the Velocity Template Language. A library parses it. Evaluation is our own,
 * because AWS runs Java's Velocity: maps, lists, strings, truth and equality behave as in Java, and
 * a template must not reach anything of JavaScript.
 * @throws TemplateError when it can't be parsed, or uses a directive that API Gateway lacks
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export function compileTemplate(
  source: string,
  observer: TemplateObserver | undefined = OBSERVATION.observe?.(source),
): Template {
  const render = compileBlock(parseTemplate(source), observer);
  return { source, render: (variables) => withWorkLimit(() => render(new Scope(variables))) };
}
