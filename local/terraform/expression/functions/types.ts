import type { Value } from "../../resolved-stack";
import { boolean, list, number, object, setOf, text, unified } from "../values";
import type { TerraformFunctions } from "./terraform-function";

const unlessNull =
  (convert: (value: Value) => Value) =>
  ([value = null]: Value[]): Value =>
    value === null ? null : convert(value);
const itself = ([value = null]: Value[]): Value => value;

function map(value: Value): Value {
  const own = object(value);
  const values = unified(Object.values(own));
  return Object.fromEntries(Object.keys(own).map((name, at) => [name, values[at] ?? null]));
}

export const typeFunctions: TerraformFunctions = {
  ephemeralasnull: itself,
  nonsensitive: itself,
  sensitive: itself,
  tobool: unlessNull(boolean),
  tolist: unlessNull((value) => unified(list(value))),
  tomap: unlessNull(map),
  tonumber: unlessNull(number),
  toset: unlessNull((value) => setOf(list(value))),
  tostring: unlessNull(text),
};
