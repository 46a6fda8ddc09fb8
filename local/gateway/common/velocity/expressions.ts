import { spendWork } from "../limits/work-limit";
import { parse } from "./parse";
import { callMethod, isMethod } from "./java/call-method";
import { TemplateError } from "./template-error";
import { JavaDouble, parseNumber } from "../java/numbers";
import { operation } from "./operators";
import type { Evaluate, Scope } from "./scope";
import type { TemplateObserver } from "./observer";
import type { Expression, Located, Node, Reference, Step } from "./syntax";
import {
  element,
  isMap,
  mapCost,
  property,
  toJavaString,
  type VtlMap,
  type VtlValue,
} from "./values";

/** What the expressions of a template share. */
export interface ExpressionContext {
  /** Compiles the nodes of a double-quoted string. Passed in, because directives import this file. */
  readonly compileText: (nodes: Node[]) => (scope: Scope) => string;
  readonly observer?: TemplateObserver;
}

export function compileExpression(node: Expression, context: ExpressionContext): Evaluate {
  switch (node.type) {
    case "references":
      return compileReference(node, context);
    case "string":
      return node.isEval ? compileText(node, context) : () => node.value;
    case "integer": {
      const whole = parseNumber(String(node.value));
      return () => whole;
    }
    case "decimal": {
      const double = new JavaDouble(Number(node.value));
      return () => double;
    }
    case "bool": {
      const value = { true: true, false: false, null: null }[node.value];
      return () => value;
    }
    case "array":
      return node.isRange ? compileRange(node.value, context) : compileList(node.value, context);
    case "map":
      return compileMap(node.value, context);
    case "math":
      return compileOperation(node.operator, node.expression, context);
  }
}

export function compileReference(node: Reference, context: ExpressionContext): Evaluate {
  const steps = (node.path ?? []).map((step) => compileStep(step, node, context));
  const evaluate: Evaluate = (scope) => {
    spendWork(1 + steps.length);
    let value = scope.variables.get(node.id);
    for (const step of steps) {
      value = step(value, scope);
    }
    return value;
  };
  const { observer } = context;
  if (!observer?.onMissing || node.isOptional) {
    return evaluate;
  }
  return (scope) => {
    if (!scope.variables.has(node.id)) {
      observer.onMissing?.(node);
    }
    return evaluate(scope);
  };
}

/** `#set($a.b[$c] = …)`: evaluates all steps but the last, and sets that one. */
export function compileAssignment(
  target: Reference,
  context: ExpressionContext,
): (scope: Scope, value: VtlValue) => void {
  const path = target.path ?? [];
  const last = path.at(-1);
  if (!last) {
    return (scope, value) => void scope.variables.set(target.id, value);
  }
  const holder = compileReference({ ...target, path: path.slice(0, -1) }, context);
  const key: Evaluate = last.type === "index" ? compileExpression(last.id, context) : () => last.id;
  return (scope, value) => {
    const container = holder(scope);
    const at = key(scope);
    spendWork(mapCost(1));
    if (isMap(container)) {
      container.set(toJavaString(at), value);
    } else if (
      Array.isArray(container) &&
      typeof at === "number" &&
      at >= 0 &&
      at < container.length
    ) {
      container[at] = value;
    }
  };
}

function compileStep(
  step: Step,
  { at }: Reference,
  context: ExpressionContext,
): (value: VtlValue, scope: Scope) => VtlValue {
  switch (step.type) {
    case "property":
      return (value) => property(value, step.id);
    case "index": {
      const index = compileExpression(step.id, context);
      return (value, scope) => element(value, index(scope));
    }
    case "method": {
      if (!isMethod(step.id)) {
        throw new TemplateError(`the method ${step.id}() is not supported`, at);
      }
      const args = (step.args || []).map((argument) => compileExpression(argument, context));
      return (value, scope) =>
        callMethod(
          value,
          step.id,
          args.map((argument) => argument(scope)),
        );
    }
  }
}

/** A double-quoted string is itself a template; if it isn't a valid one, it is used as it is. */
function compileText(
  { value, at }: Located & { readonly value: string },
  context: ExpressionContext,
): Evaluate {
  if (!/[$#]/.test(value)) {
    return () => value;
  }
  try {
    // Each quote in the string is written with a backslash.
    const offsetIn = (offset: number) => at + offset + value.slice(0, offset).split('"').length - 1;
    return context.compileText(parse(value, offsetIn));
  } catch (error) {
    if (error instanceof TemplateError) {
      throw error;
    }
    return () => value;
  }
}

function compileList(
  items: readonly (Expression | string | number)[],
  context: ExpressionContext,
): Evaluate {
  const values = items.map((item) => compileItem(item, context));
  return (scope) => {
    spendWork(values.length + 1);
    return values.map((value) => value(scope));
  };
}

const MAX_RANGE = 100_000;

function compileRange(
  ends: readonly (Expression | string | number)[],
  context: ExpressionContext,
): Evaluate {
  const [from, to] = ends.map((end) => compileItem(end, context));
  return (scope) => {
    const first = Math.trunc(Number(from?.(scope)));
    const last = Math.trunc(Number(to?.(scope)));
    const length = Math.abs(last - first) + 1;
    if (!(length <= MAX_RANGE)) {
      return [];
    }
    spendWork(length);
    const step = Math.sign(last - first);
    return Array.from({ length }, (_, at) => first + at * step);
  };
}

function compileItem(item: Expression | string | number, context: ExpressionContext): Evaluate {
  if (typeof item === "object") {
    return compileExpression(item, context);
  }
  const number = Number(item);
  return () => number;
}

function compileMap(
  entries: Readonly<Record<string, Expression>> | undefined,
  context: ExpressionContext,
): Evaluate {
  const values = Object.entries(entries ?? {}).map(
    ([key, value]) => [key, compileExpression(value, context)] as const,
  );
  return (scope): VtlMap => {
    spendWork(mapCost(values.length));
    return new Map(values.map(([key, value]) => [key, value(scope)]));
  };
}

function compileOperation(
  operator: string,
  operands: readonly Expression[],
  context: ExpressionContext,
): Evaluate {
  const [left, right] = operands.map((operand) => compileExpression(operand, context));
  return left ? operation(operator, left, right) : () => undefined;
}
