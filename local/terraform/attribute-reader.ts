import { pairsOf } from "./expression/values";
import type { Block } from "./read/read-stack";
import type { Attributes, Value } from "./resolved-stack";
import { StackError } from "./stack-error";

/** Names that a `count`, a `for_each` or a `dynamic` block binds, and what they stand for. */
export type Variables = Readonly<Record<string, Value>>;

/** Resolves the value of an attribute of the block at the address. */
type ReadAttribute = (address: string, name: string, raw: Value, variables: Variables) => Value;

/** A block of the configuration, and what its expressions may name. */
interface Place {
  readonly address: string;
  readonly block: Block;
  readonly variables: Variables;
}

/** Arguments that Terraform itself reads, and that change nothing of what an apply makes. */
const META_ARGUMENTS = new Set([
  "//",
  "connection",
  "count",
  "depends_on",
  "dynamic",
  "for_each",
  "lifecycle",
  "provider",
]);

/** Reads the attributes of a block by type, resolving each when it is asked for. */
export function attributeReader(
  place: Place,
  resolve: ReadAttribute,
  computed: (name: string) => Value | undefined = () => undefined,
): Attributes {
  const { address, block, variables } = place;
  const values = new Map<string, Value | undefined>();
  const made = (name: string): Value | undefined => {
    const raw = block[name];
    const isGiven = raw !== undefined && raw !== null;
    const found = isGiven ? resolve(address, name, raw, variables) : null;
    return found ?? computed(name) ?? undefined;
  };
  const value = (name: string): Value | undefined => {
    if (!values.has(name)) {
      values.set(name, made(name));
    }
    return values.get(name);
  };
  const typed = <T extends Value>(
    name: string,
    wanted: string,
    as: (value: Value) => T | undefined,
  ) => {
    const found = value(name);
    if (found === undefined) {
      return undefined;
    }
    const result = as(found);
    if (result === undefined) {
      throw mismatch(address, name, wanted, found);
    }
    return result;
  };

  return {
    address,
    names: () => [
      ...new Set([...attributeNames(block), ...dynamicBlocks(place).map(([name]) => name)]),
    ],
    value,
    string: (name) => typed(name, "text", asText),
    number: (name) => typed(name, "a number", asNumber),
    boolean: (name) => typed(name, "true or false", asBoolean),
    strings: (name) => typed(name, "a list of texts", asTexts) ?? [],
    map: (name) => typed(name, "a map of texts", asTextMap) ?? {},
    blocks: (name) =>
      [...writtenBlocks(place, name, resolve), ...generatedBlocks(place, name, resolve)].map(
        (inner) => attributeReader(inner, resolve),
      ),
  };
}

function attributeNames(block: Block): string[] {
  return Object.keys(block).filter((name) => !META_ARGUMENTS.has(name) && block[name] !== null);
}

function writtenBlocks(place: Place, name: string, resolve: ReadAttribute): Place[] {
  const { address, block, variables } = place;
  const raw = block[name];
  if (raw === undefined || raw === null) {
    return [];
  }
  const found = typeof raw === "string" ? resolve(address, name, raw, variables) : raw;
  return asBlocks(address, name, found).map((inner) => ({
    address: `${address}.${name}`,
    block: inner,
    variables,
  }));
}

/** @see https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks */
function generatedBlocks(place: Place, name: string, resolve: ReadAttribute): Place[] {
  const { address, variables } = place;
  const called = dynamicBlocks(place).filter(([label]) => label === name);
  return called.flatMap(([, dynamic]) => {
    const where = `dynamic.${name}.for_each`;
    const each = resolve(address, where, dynamic["for_each"] ?? null, variables);
    if (typeof each !== "object" || each === null) {
      throw mismatch(address, where, "a list or a map", each);
    }
    const iterator = asText(dynamic["iterator"] ?? name) ?? name;
    const [content = {}] = asBlocks(address, `dynamic.${name}.content`, dynamic["content"] ?? {});
    return pairsOf(each).map(([key, value]) => ({
      address: `${address}.${name}`,
      block: content,
      variables: { ...variables, [iterator]: { key, value } },
    }));
  });
}

/** The `dynamic` blocks of a block, each with the name of the blocks that it makes. */
function dynamicBlocks({ address, block }: Place): [name: string, dynamic: Block][] {
  return asBlocks(address, "dynamic", block["dynamic"] ?? []).flatMap((labelled) =>
    Object.entries(labelled).flatMap(([name, found]) =>
      asBlocks(address, `dynamic.${name}`, found).map((dynamic): [string, Block] => [
        name,
        dynamic,
      ]),
    ),
  );
}

function asBlocks(address: string, name: string, found: Value): Block[] {
  return [found].flat().map((item) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) {
      throw mismatch(address, name, "a block", item);
    }
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
  if (typeof value === "boolean") {
    return value;
  }
  return value === "true" || value === "false" ? value === "true" : undefined;
}

function asTexts(value: Value): string[] | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const texts = value.map(asText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function asTextMap(value: Value): Record<string, string> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return undefined;
  }
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== null)
    .map(([name, inner]) => [name, asText(inner)] as const);
  if (entries.some(([, text]) => text === undefined)) {
    return undefined;
  }
  return Object.fromEntries(entries) as Record<string, string>;
}
