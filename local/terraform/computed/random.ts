import { createHash } from "node:crypto";
import type { Attributes } from "../resolved-stack";
import type { Computed } from "./compute";
import { idOf } from "./compute";

const hex = ({ address }: Attributes) => createHash("sha256").update(address).digest("hex");
const text = (resource: Attributes) => idOf(resource, resource.number("length"));
const uuid = (resource: Attributes) =>
  hex(resource).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, "$1-$2-4$3-8$4-$5");

/** Random values, stable across starts. */
export const random: Computed = {
  random_id: {
    hex: (resource) => hex(resource).slice(0, 2 * (resource.number("byte_length") ?? 8)),
  },
  random_password: { result: text },
  random_string: { id: text, result: text },
  random_uuid: { id: uuid, result: uuid },
  terraform_data: { output: (resource) => resource.value("input") },
};
