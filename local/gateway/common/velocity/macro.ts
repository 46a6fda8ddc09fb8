import type { Evaluate, Render } from "./scope";

/** What a template defines by `#macro`. */
export interface Macro {
  readonly parameters: readonly string[];
  body: Render;
}

/**
 * Velocity's own limit of nested calls; deeper calls render nothing.
 * @see https://velocity.apache.org/engine/1.7/user-guide.html#velocimacros
 */
const MAX_MACRO_DEPTH = 20;

/** Renders a macro. @param values what its arguments evaluate to */
export function callMacro(macro: Macro, values: readonly Evaluate[]): Render {
  return (scope) => {
    if (scope.macroDepth >= MAX_MACRO_DEPTH) {
      return "";
    }
    scope.macroDepth += 1;
    let out = "";
    const local = macro.parameters.map((name, index) => [name, values[index]?.(scope)] as const);
    scope.with(new Map(local), () => {
      out = macro.body(scope);
    });
    scope.macroDepth -= 1;
    return out;
  };
}
