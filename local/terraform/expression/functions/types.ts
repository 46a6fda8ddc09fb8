import { Value } from "../../resolved-stack";
import { boolean, list, number, object, setOf, text } from "../values";
import { TerraformFunctions } from "./terraform-function";

const unlessNull =
  (convert: (value: Value) => Value) =>
  ([value = null]: Value[]): Value =>
    value === null ? null : convert(value);
const itself = ([value = null]: Value[]): Value => value;

export const typeFunctions: TerraformFunctions = {
  nonsensitive: itself,
  sensitive: itself,
  tobool: unlessNull(boolean),
  tolist: unlessNull(list),
  tomap: unlessNull(object),
  tonumber: unlessNull(number),
  toset: unlessNull((value) => setOf(list(value))),
  tostring: unlessNull(text),
};
