import type { Value } from "../../resolved-stack";
import { equal, list, setOf } from "../values";
import type { TerraformFunctions } from "./terraform-function";

const has = (values: readonly Value[], wanted: Value) =>
  values.some((value) => equal(value, wanted));

function product(sets: readonly Value[][]): Value[][] {
  return sets.reduce<Value[][]>(
    (found, set) => found.flatMap((row) => set.map((value) => [...row, value])),
    [[]],
  );
}

export const setFunctions: TerraformFunctions = {
  setintersection: ([first, ...rest]) =>
    setOf(list(first).filter((value) => rest.every((set) => has(list(set), value)))),
  setproduct: (args) => product(args.map(list)),
  setsubtract: ([from, taken]) => setOf(list(from).filter((value) => !has(list(taken), value))),
  setunion: (args) => setOf(args.flatMap(list)),
};
