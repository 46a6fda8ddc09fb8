import { spendText, spendWork } from "../../limits/work-limit";
import { isEqual, type VtlValue } from "../values";
import { index, methods } from "./method";

/** @see https://docs.oracle.com/javase/8/docs/api/java/util/List.html */
export const LIST = methods<VtlValue[]>({
  size: (list) => list.length,
  isEmpty: (list) => list.length === 0,
  get: (list, [at]) => list[index(at, -1)],
  add: (list, args) => {
    spendWork(1);
    if (args.length > 1) {
      spendMove(list);
      list.splice(index(args[0], list.length), 0, args[1]);
    } else {
      list.push(args[0]);
    }
    return true;
  },
  addAll: (list, [other]) => {
    for (const item of Array.isArray(other) ? [...other] : []) {
      spendWork(1);
      list.push(item);
    }
    return Array.isArray(other) && other.length > 0;
  },
  set: (list, [at, value]) => list.splice(index(at, list.length), 1, value)[0],
  remove: (list, [which]) => {
    spendMove(list);
    return removeFrom(list, which);
  },
  clear: (list) => void list.splice(0),
  contains: (list, [value]) => list.some((item) => isEqual(item, value)),
  containsAll: (list, [others]) =>
    Array.isArray(others) && others.every((other) => list.some((item) => isEqual(item, other))),
  indexOf: (list, [value]) => list.findIndex((item) => isEqual(item, value)),
  lastIndexOf: (list, [value]) => list.findLastIndex((item) => isEqual(item, value)),
  subList: (list, [from, to]) => list.slice(index(from, 0), index(to, list.length)),
});

/** The items after an inserted or removed one move. */
function spendMove(list: VtlValue[]): void {
  spendText(list.length);
}

function removeFrom(list: VtlValue[], which: VtlValue): VtlValue {
  if (typeof which === "number") {
    return list.splice(which, 1)[0];
  }
  const at = list.findIndex((item) => isEqual(item, which));
  if (at >= 0) {
    list.splice(at, 1);
  }
  return at >= 0;
}
