import type { Value } from "../../resolved-stack";
import { isObject, object, sortedKeys, text } from "../values";
import { literalBlock, quoted } from "./yaml-text";

/**
 * YAML in the form in which Terraform writes it, except for keys of several lines.
 * @see https://developer.hashicorp.com/terraform/language/functions/yamlencode
 */
export function yamlencode(value: Value): string {
  const isPlain = value === null || typeof value === "number" || typeof value === "boolean";
  return `${block(value, 0, { indent: 0, column: 0 })}${isPlain ? "...\n" : ""}`;
}

/** Where a scalar is written. */
interface Position {
  /** Of the collection that has it. */
  readonly indent: number;
  readonly column: number;
}

/** The value and a line break. All lines but the first start with the spaces of the indent. */
function block(value: Value, indent: number, at: Position): string {
  const spaces = " ".repeat(indent);
  if (Array.isArray(value) && value.length > 0) {
    const inner = { indent, column: indent + 2 };
    return value.map((item) => `- ${block(item, indent + 2, inner)}`).join(spaces);
  }
  if (isObject(value) && Object.keys(object(value)).length > 0) {
    const own = object(value);
    return sortedKeys(own)
      .map((name) => entry(name, own[name] ?? null, indent))
      .join(spaces);
  }
  return scalar(value, at);
}

function entry(name: string, value: Value, indent: number): string {
  const key = `${quoted(name)}:`;
  const isFilled = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  if (!isFilled) {
    return `${key} ${scalar(value, { indent, column: indent + key.length + 1 })}`;
  }
  // The items of a list are not indented further than the key.
  const inner = Array.isArray(value) ? indent : indent + 2;
  return `${key}\n${" ".repeat(inner)}${block(value, inner, { indent: inner, column: inner })}`;
}

function scalar(value: Value, { indent, column }: Position): string {
  if (typeof value === "string") {
    const continued = indent + 2;
    return literalBlock(value, continued) ?? `${quoted(value, { indent: continued, column })}\n`;
  }
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "[]\n" : "{}\n";
  }
  return `${value === null ? "null" : text(value)}\n`;
}
