import { spendWork } from "../limits/work-limit";
import type { Evaluate, Render } from "./scope";
import { isMap, type VtlValue } from "./values";

/** AWS's limit of iterations of `#foreach`; further items are skipped. */
const MAX_ITERATIONS = 1000;

export function compileForeach(variable: string, from: Evaluate, body: Render): Render {
  return (scope) => {
    const items = iterable(from(scope));
    const parent = scope.variables.get("foreach");
    let out = "";
    items.slice(0, MAX_ITERATIONS).some((item, index) => {
      spendWork(ITERATION_COST);
      const loop = loopState(index, items.length, parent);
      const local = new Map<string, VtlValue>([
        [variable, item],
        ["foreach", loop],
        ["velocityCount", index + 1],
        ["velocityHasNext", index + 1 < items.length],
      ]);
      scope.with(local, () => {
        out += body(scope);
      });
      return scope.isBroken;
    });
    scope.isBroken = false;
    return out;
  };
}

/** Higher than a step's, because an iteration creates maps. */
const ITERATION_COST = 8;

function iterable(value: VtlValue): VtlValue[] {
  const items = Array.isArray(value) ? [...value] : isMap(value) ? [...value.values()] : [];
  spendWork(items.length);
  return items;
}

function loopState(index: number, length: number, parent: VtlValue): VtlValue {
  return new Map<string, VtlValue>([
    ["index", index],
    ["count", index + 1],
    ["hasNext", index + 1 < length],
    ["first", index === 0],
    ["last", index + 1 === length],
    ["parent", parent],
  ]);
}
