import { Attributes, Value } from "./resolved-stack";
import { Block } from "./read-stack";
import { StackError } from "./stack-error";

/** Resolves the value of an attribute of the block at the address. */
export type ReadAttribute = (address: string, name: string, raw: Value) => Value;

/** Reads the attributes of a block by type, resolving each when it is asked for. */
export function attributeReader(
  address: string,
  block: Block,
  resolve: ReadAttribute,
  computed: (name: string) => Value | undefined = () => undefined,
): Attributes {
  const value = (name: string): Value | undefined => {
    const raw = block[name];
    const found = raw === undefined || raw === null ? computed(name) : resolve(address, name, raw);
    return found ?? undefined;
  };
  const typed = <T extends Value>(
    name: string,
    wanted: string,
    as: (value: Value) => T | undefined,
  ) => {
    const found = value(name);
    if (found === undefined) return undefined;
    const result = as(found);
    if (result === undefined) throw mismatch(address, name, wanted, found);
    return result;
  };

  return {
    address,
    names: () => Object.keys(block).filter((name) => name !== "//" && block[name] !== null),
    value,
    string: (name) => typed(name, "text", asText),
    number: (name) => typed(name, "a number", asNumber),
    boolean: (name) => typed(name, "true or false", asBoolean),
    strings: (name) => typed(name, "a list of texts", asTexts) ?? [],
    map: (name) => typed(name, "a map of texts", asTextMap) ?? {},
    blocks: (name) =>
      blocksOf(address, name, block[name], resolve).map((inner) =>
        attributeReader(`${address}.${name}`, inner, resolve),
      ),
  };
}

function blocksOf(
  address: string,
  name: string,
  raw: Value | undefined,
  resolve: ReadAttribute,
): Block[] {
  if (raw === undefined || raw === null) return [];
  const found = typeof raw === "string" ? resolve(address, name, raw) : raw;
  return [found].flat().map((item) => {
    if (typeof item !== "object" || item === null || Array.isArray(item))
      throw mismatch(address, name, "a block", item);
    return item;
  });
}

function mismatch(address: string, name: string, wanted: string, found: Value): StackError {
  return new StackError(`${address}: ${name} is ${JSON.stringify(found)}; expected ${wanted}.`);
}

function asText(value: Value): string | undefined {
  return typeof value === "object" ? undefined : String(value);
}

function asNumber(value: Value): number | undefined {
  const result = typeof value === "string" && value.trim() ? Number(value) : value;
  return typeof result === "number" && !Number.isNaN(result) ? result : undefined;
}

function asBoolean(value: Value): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" || value === "false" ? value === "true" : undefined;
}

function asTexts(value: Value): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.map(asText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function asTextMap(value: Value): Record<string, string> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== null)
    .map(([name, inner]) => [name, asText(inner)] as const);
  if (entries.some(([, text]) => text === undefined)) return undefined;
  return Object.fromEntries(entries) as Record<string, string>;
}
