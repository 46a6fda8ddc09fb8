import { pairsOf } from "./expression/values";
import type { Block } from "./read/block";
import type { Attributes, Value } from "./resolved-stack";
import { asUnknown } from "./plan/unknown-value";
import { StackError } from "./stack-error";

/** Values by the names that a `count`, a `for_each` or a `dynamic` block defines. */
export type Variables = Readonly<Record<string, Value>>;

/** Resolves the value of an attribute of the block at the address. */
type ReadAttribute = (address: string, name: string, raw: Value, variables: Variables) => Value;

/** A block of the configuration with the variables that its expressions see. */
interface ScopedBlock {
  readonly address: string;
  readonly block: Block;
  readonly variables: Variables;
}

/** Arguments for Terraform itself: they are not attributes of the resource. */
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

/** Reads the attributes of a block by type; each is resolved on first use. */
export function attributeReader(
  scoped: ScopedBlock,
  resolve: ReadAttribute,
  computed: (name: string) => Value | undefined = () => undefined,
): Attributes {
  const { address, block, variables } = scoped;
  const values = new Map<string, Value | undefined>();
  const resolved = (name: string): Value | undefined => {
    const raw = block[name];
    const isGiven = raw !== undefined && raw !== null;
    const found = isGiven ? resolve(address, name, raw, variables) : null;
    return found ?? computed(name) ?? undefined;
  };
  const value = (name: string): Value | undefined => {
    if (!values.has(name)) {
      values.set(name, resolved(name));
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
      ...new Set([...attributeNames(block), ...dynamicBlocks(scoped).map(([name]) => name)]),
    ],
    value,
    string: (name) => typed(name, "a string", asText),
    number: (name) => typed(name, "a number", asNumber),
    boolean: (name) => typed(name, "true or false", asBoolean),
    strings: (name) => typed(name, "a list of strings", asTexts) ?? [],
    map: (name) => typed(name, "a map of strings", asTextMap) ?? {},
    blocks: (name) =>
      [...writtenBlocks(scoped, name, resolve), ...generatedBlocks(scoped, name, resolve)].map(
        (inner) => attributeReader(inner, resolve),
      ),
  };
}

function attributeNames(block: Block): string[] {
  return Object.keys(block).filter((name) => !META_ARGUMENTS.has(name) && block[name] !== null);
}

function writtenBlocks(scoped: ScopedBlock, name: string, resolve: ReadAttribute): ScopedBlock[] {
  const { address, block, variables } = scoped;
  const raw = block[name];
  if (raw === undefined || raw === null) {
    return [];
  }
  const isExpression = typeof raw === "string" || asUnknown(raw) !== undefined;
  const found = isExpression ? resolve(address, name, raw, variables) : raw;
  return asBlocks(address, name, found).map((inner) => ({
    address: `${address}.${name}`,
    block: inner,
    variables,
  }));
}

/** @see https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks */
function generatedBlocks(scoped: ScopedBlock, name: string, resolve: ReadAttribute): ScopedBlock[] {
  const { address, variables } = scoped;
  const called = dynamicBlocks(scoped).filter(([label]) => label === name);
  return called.flatMap(([, dynamic]) => {
    const where = `dynamic.${name}.for_each`;
    const each = resolve(address, where, dynamic["for_each"] ?? null, variables);
    if (typeof each !== "object" || each === null) {
      throw mismatch(address, where, "a list or a map", each);
    }
    const iterator = iteratorOf(dynamic) ?? name;
    const [content = {}] = asBlocks(address, `dynamic.${name}.content`, dynamic["content"] ?? {});
    return pairsOf(each).map(([key, value]) => ({
      address: `${address}.${name}`,
      block: content,
      variables: { ...variables, [iterator]: { key, value } },
    }));
  });
}

/** A name, which the parser of HCL writes as an interpolation. */
function iteratorOf({ iterator }: Block): string | undefined {
  return typeof iterator === "string" ? iterator.replace(/^\$\{(.*)\}$/, "$1") : undefined;
}

/** The `dynamic` blocks of a block, each with the type of block that it generates. */
function dynamicBlocks({ address, block }: ScopedBlock): [name: string, dynamic: Block][] {
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
