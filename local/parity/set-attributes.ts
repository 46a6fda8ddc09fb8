import type { Attributes, Value } from "../terraform/resolved-stack";
import { StackError } from "../terraform/stack-error";
import type { AttributeTable, Treatment } from "./treatment";

/** An attribute that a configuration sets, and what the runner does with it. */
export interface SetAttribute {
  /** The resource or block that it is set in. */
  readonly owner: Attributes;
  readonly name: string;
  /** With the blocks around it: `environment.variables`. */
  readonly path: string;
  /** Undefined for one that the table doesn't have. */
  readonly treatment: Treatment | undefined;
}

/** The attributes that a resource or block sets, those of its nested blocks included. */
export function setAttributes(
  owner: Attributes,
  table: AttributeTable,
  prefix = "",
): SetAttribute[] {
  return owner.names().flatMap((name) => {
    const treatment = Object.hasOwn(table, name) ? table[name] : undefined;
    const path = `${prefix}${name}`;
    if (treatment?.kind === "block") {
      return nested(owner, name).flatMap((inner) =>
        setAttributes(inner, treatment.attributes, `${path}.`),
      );
    }
    return isEffective(owner, name, treatment) ? [{ owner, name, path, treatment }] : [];
  });
}

/** The values of most attributes are not asked for: reading them may take other resources. */
function isEffective(owner: Attributes, name: string, treatment: Treatment | undefined): boolean {
  if (treatment?.kind !== "warned" && treatment?.kind !== "refused") {
    return true;
  }
  const value = ifResolved(() => owner.value(name) ?? null);
  // What can't be resolved may be anything.
  if (value === undefined) {
    return true;
  }
  // A dynamic block is no value of its own.
  if (value === null) {
    return nested(owner, name).length > 0;
  }
  return ![false, "false", ...treatment.unless].some((same) => isSame(value, same));
}

/** As text, because Terraform converts: `-1` is `"-1"`. */
function isSame(value: Value, same: Value | RegExp): boolean {
  const text = asText(value);
  return same instanceof RegExp ? same.test(text) : text === asText(same);
}

function asText(value: Value): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function nested(owner: Attributes, name: string): Attributes[] {
  return ifResolved(() => owner.blocks(name)) ?? [];
}

/** Undefined for what can't be resolved. */
function ifResolved<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof StackError) {
      return undefined;
    }
    throw error;
  }
}
