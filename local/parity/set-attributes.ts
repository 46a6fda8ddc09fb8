import type { Attributes, Value } from "../terraform/resolved-stack";
import { StackError } from "../terraform/stack-error";
import type { AttributeTable, Treatment } from "./treatment";

/** An attribute that a configuration sets, and its treatment. */
export interface SetAttribute {
  /** The resource or block that sets the attribute. */
  readonly owner: Attributes;
  readonly name: string;
  /** With the enclosing blocks: `environment.variables`. */
  readonly path: string;
  /** Undefined if the attribute isn't in the table. */
  readonly treatment: Treatment | undefined;
  /** What the owner may set. */
  readonly table: AttributeTable;
}

/** The attributes that a resource or block sets, including its nested blocks. */
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
    return isEffective(owner, name, treatment) ? [{ owner, name, path, treatment, table }] : [];
  });
}

/** Most values are not read, because reading one can require other resources. */
function isEffective(owner: Attributes, name: string, treatment: Treatment | undefined): boolean {
  if (treatment && treatment.kind !== "warned" && treatment.kind !== "refused") {
    return true;
  }
  const value = ifResolved(() => owner.value(name) ?? null);
  // A value that can't be resolved may be anything.
  if (value === undefined) {
    return true;
  }
  // A dynamic block has no value.
  if (value === null) {
    return nested(owner, name).length > 0;
  }
  return !treatment || ![false, "false", ...treatment.unless].some((same) => isSame(value, same));
}

/** Compares as strings, because Terraform converts values: `-1` equals `"-1"`. */
function isSame(value: Value, same: Value | RegExp): boolean {
  const text = toText(value);
  return same instanceof RegExp ? same.test(text) : text === toText(same);
}

function toText(value: Value): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function nested(owner: Attributes, name: string): Attributes[] {
  return ifResolved(() => owner.blocks(name)) ?? [];
}

/** Undefined if the value can't be resolved. */
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
