import type { Value } from "../resolved-stack";
import { callFunction } from "./functions";
import { operate } from "./operators";
import { mapAll } from "../stack-error";
import { parseTemplate } from "./parse";
import { resourceAttribute } from "./resource-value";
import type { Scope } from "./scope";
import { closedScope } from "./scope";
import type { Expression, Loop, TemplatePart } from "./syntax";
import {
  boolean,
  ExpressionValueError,
  isObject,
  list,
  number,
  object,
  pairsOf,
  shown,
  text,
  unified,
} from "./values";

/** The value of the expression. @throws if the runner doesn't know a function or a reference */
export function evaluate(expression: Expression, scope: Scope): Value {
  const of = (inner: Expression) => evaluate(inner, scope);
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return render(expression.parts, scope);
    case "name":
    case "attribute":
      return reference(expression, scope);
    case "index":
      return at(of(expression.of), of(expression.key));
    case "splat":
      return splat(of(expression.of), expression.keys.map(of));
    case "call":
      return call(expression, scope);
    case "unary":
      return expression.operator === "!"
        ? !boolean(of(expression.operand))
        : -number(of(expression.operand));
    case "binary":
      return operate(expression.operator, expression.left, expression.right, of);
    case "conditional":
      return conditional(expression, of);
    case "list":
      return mapAll(expression.items, of);
    case "object":
      return Object.fromEntries(
        mapAll(expression.entries, ([key, value]) => [text(of(key)), of(value)]),
      );
    case "for":
      return comprehend(expression, scope);
  }
}

/** Renders a template with interpolations and directives. */
function render(parts: readonly TemplatePart[], scope: Scope): string {
  return mapAll(parts, (part) => renderPart(part, scope)).join("");
}

function renderPart(part: TemplatePart, scope: Scope): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "value":
      return text(evaluate(part.value, scope));
    case "if":
      return render(boolean(evaluate(part.condition, scope)) ? part.yes : part.no, scope);
    case "loop":
      return passes(part.loop, scope)
        .map((inner) => render(part.body, inner))
        .join("");
  }
}

function conditional(
  { condition, yes, no }: Expression & { readonly kind: "conditional" },
  of: (inner: Expression) => Value,
): Value {
  const [chosen, other] = boolean(of(condition)) ? [yes, no] : [no, yes];
  const value = of(chosen);
  if (typeof value === "object" || typeof value === "string") {
    return value;
  }
  // A number becomes a string if the other value is a string.
  return unified([value, valueIfAny(() => of(other))])[0] ?? null;
}

/** The value that isn't chosen may fail. */
function valueIfAny(make: () => Value): Value {
  try {
    return make();
  } catch {
    return null;
  }
}

function reference(expression: Expression, scope: Scope): Value {
  const words: string[] = [];
  let start: Expression = expression;
  for (; start.kind === "attribute"; start = start.of) {
    words.unshift(start.name);
  }
  if (start.kind !== "name") {
    return step(evaluate(start, scope), words);
  }
  const bound = Object.hasOwn(scope.variables, start.name)
    ? scope.variables[start.name]
    : undefined;
  if (bound !== undefined) {
    return step(bound, words);
  }
  const { value, taken } = scope.reference([start.name, ...words]);
  return step(value, words.slice(taken - 1));
}

function step(value: Value, keys: readonly Value[]): Value {
  return keys.reduce<Value>(at, value);
}

function at(value: Value, key: Value): Value {
  if (Array.isArray(value)) {
    return member(value, number(key));
  }
  const name = text(key);
  const attribute = isObject(value) ? resourceAttribute(value, name) : undefined;
  if (attribute !== undefined) {
    return attribute;
  }
  const own = object(value);
  if (Object.hasOwn(own, name)) {
    return own[name] ?? null;
  }
  // Terraform's JSON may write a list of one block as the block itself.
  if (key === 0) {
    return value;
  }
  throw new ExpressionValueError(`the object has no attribute ${shown(key)}`);
}

function member(values: readonly Value[], index: number): Value {
  const found = values[index];
  if (found !== undefined) {
    return found;
  }
  throw new ExpressionValueError(`index ${index} is outside a list of ${values.length}`);
}

function splat(value: Value, keys: readonly Value[]): Value[] {
  const items = Array.isArray(value) ? value : value === null ? [] : [value];
  return items.map((item) => step(item, keys));
}

type Call = Expression & { readonly kind: "call" };

function call({ name, args, spread }: Call, scope: Scope): Value {
  // The arguments of these two may fail.
  if (name === "try") {
    return firstThatSucceeds(args, scope);
  }
  if (name === "can") {
    return succeeds(args, scope);
  }
  const values = mapAll(args, (arg) => evaluate(arg, scope));
  const last = spread ? list(values.pop()) : [];
  return callFunction(name, [...values, ...last], {
    ...scope,
    render: (template, variables) =>
      evaluate(parseTemplate(template), closedScope(scope, variables)),
  });
}

function firstThatSucceeds(args: readonly Expression[], scope: Scope): Value {
  for (const arg of args) {
    try {
      return evaluate(arg, scope);
    } catch (error) {
      // Other errors are limits of the runner: the expression may succeed on AWS.
      if (!(error instanceof ExpressionValueError)) {
        throw error;
      }
    }
  }
  throw new ExpressionValueError("all expressions of try fail");
}

function succeeds(args: readonly Expression[], scope: Scope): boolean {
  const done: Expression = { kind: "literal", value: true };
  const failed: Expression = { kind: "literal", value: false };
  const all: Expression = { kind: "list", items: [...args, done] };
  return firstThatSucceeds([all, failed], scope) !== false;
}

/** The scope of each pass through a loop. */
function passes(loop: Loop, scope: Scope): Scope[] {
  return pairsOf(evaluate(loop.of, scope)).map(([key, value]) => ({
    ...scope,
    variables: { ...scope.variables, ...(loop.key && { [loop.key]: key }), [loop.value]: value },
  }));
}

function comprehend(expression: Expression & { readonly kind: "for" }, scope: Scope): Value {
  const { condition, key, value, grouped } = expression;
  const kept = passes(expression.loop, scope).filter(
    (inner) => condition === undefined || boolean(evaluate(condition, inner)),
  );
  if (key === undefined) {
    return kept.map((inner) => evaluate(value, inner));
  }
  const groups = new Map<string, Value[]>();
  for (const inner of kept) {
    const name = text(evaluate(key, inner));
    const group = groups.get(name) ?? [];
    if (group.length > 0 && !grouped) {
      throw new ExpressionValueError(`two items have the key ${shown(name)}`);
    }
    groups.set(name, [...group, evaluate(value, inner)]);
  }
  return Object.fromEntries(
    [...groups].map(([name, values]) => [name, grouped ? values : (values[0] ?? null)]),
  );
}
