import { spendWork } from "../limits/work-limit";
import { callFunction } from "./functions";
import { applyOperator, MATCH } from "./operators";
import { isDefinite, type Condition, type Operand, type Path, type Step } from "./syntax";
import { isObject } from "./values";

/** The value of a definite path, or undefined; a list of values for other paths. */
export function evaluate(path: Path, root: unknown, item: unknown): unknown {
  const start = path.from === "$" ? root : item;
  const last = path.steps.at(-1);
  // A function after a scan applies to all values found, not to each.
  if (path.steps[0]?.kind === "scan" && last?.kind === "function") {
    return callFunction(last.name, found({ ...path, steps: path.steps.slice(0, -1) }, root, start));
  }
  return found(path, root, start);
}

function found(path: Path, root: unknown, start: unknown): unknown {
  const values: unknown[] = [];
  walk(path.steps, 0, start, { root, values });
  return isDefinite(path) ? values[0] : values;
}

interface Search {
  readonly root: unknown;
  /** The values found so far. */
  readonly values: unknown[];
}

function walk(steps: readonly Step[], at: number, value: unknown, search: Search): void {
  spendWork(1);
  if (value === undefined) {
    return;
  }
  const step = steps[at];
  if (!step) {
    search.values.push(value);
    return;
  }
  const go = (next: unknown) => walk(steps, at + 1, next, search);
  switch (step.kind) {
    case "properties":
      return takeProperties(step.names, at === steps.length - 1, value, go);
    case "indexes":
      if (Array.isArray(value)) {
        for (const index of step.indexes) {
          go(value.at(index));
        }
      }
      return;
    case "slice":
      if (Array.isArray(value)) {
        for (const one of sliced(value, step)) {
          go(one);
        }
      }
      return;
    case "wildcard":
      return childrenOf(value).forEach(go);
    case "scan":
      return scan(steps, at + 1, value, search);
    case "filter":
      return candidatesOf(value)
        .filter((one) => accepts(step.condition, search.root, one))
        .forEach(go);
    case "function":
      return go(callFunction(step.name, value));
  }
}

/** Several names at the end of a path find one object with these properties. */
function takeProperties(
  names: readonly string[],
  isLast: boolean,
  value: unknown,
  go: (next: unknown) => void,
): void {
  if (!isObject(value)) {
    return;
  }
  const present = names.filter((name) => Object.hasOwn(value, name));
  if (names.length > 1 && isLast) {
    go(Object.fromEntries(present.map((name) => [name, value[name]])));
  } else {
    for (const name of present) {
      go(value[name]);
    }
  }
}

/** JsonPath counts a negative start from the end only if the slice has no end. */
function sliced(list: unknown[], { start, end }: Extract<Step, { kind: "slice" }>): unknown[] {
  if (start !== undefined && end !== undefined && start < 0) {
    return [];
  }
  return list.slice(start ?? 0, end);
}

/** Applies the step to this value, then to everything in it. */
function scan(steps: readonly Step[], at: number, value: unknown, search: Search): void {
  spendWork(1);
  const isFilter = steps[at]?.kind === "filter";
  // A filter would find the items of a list twice: in the list and by themselves.
  if (!isFilter || isObject(value)) {
    walk(steps, at, value, search);
  }
  for (const child of childrenOf(value)) {
    scan(steps, at, child, search);
  }
}

function childrenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    return value;
  }
  return isObject(value) ? Object.values(value) : [];
}

/** A filter selects items of a list, and accepts or rejects an object as a whole. */
function candidatesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    return value;
  }
  return isObject(value) ? [value] : [];
}

function accepts(condition: Condition | undefined, root: unknown, item: unknown): boolean {
  switch (condition?.kind) {
    case "any":
      return condition.conditions.some((one) => accepts(one, root, item));
    case "all":
      return condition.conditions.every((one) => accepts(one, root, item));
    case "not":
      return !accepts(condition.condition, root, item);
    case "exists":
      return exists(evaluate(condition.path, root, item), condition.path);
    case "comparison":
      return compares(condition, root, item);
    case undefined:
      return false;
  }
}

function exists(value: unknown, path: Path): boolean {
  return isDefinite(path) ? value !== undefined : (value as unknown[]).length > 0;
}

function compares(
  { operator, left, right }: Extract<Condition, { kind: "comparison" }>,
  root: unknown,
  item: unknown,
): boolean {
  if (operator === MATCH) {
    return matches(left, right, root, item);
  }
  return applyOperator(operator, valueOf(left, root, item), valueOf(right, root, item));
}

/** A list matches if any of its items does. */
function matches(left: Operand, right: Operand, root: unknown, item: unknown): boolean {
  if (right.kind !== "pattern") {
    return false;
  }
  return [valueOf(left, root, item)]
    .flat()
    .some((value) => typeof value !== "object" && right.matches(String(value ?? "")));
}

function valueOf(operand: Operand, root: unknown, item: unknown): unknown {
  if (operand.kind === "path") {
    return evaluate(operand.path, root, item);
  }
  return operand.kind === "literal" ? operand.value : undefined;
}
