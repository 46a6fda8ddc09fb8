import { constantValue } from "../expression/constant";
import { parseTemplate } from "../expression/parse";
import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import { blocks, merged, type Block } from "./block";
import type { Declaration } from "./declarations";

/** Arguments that are names, not expressions. */
const NAMES = ["depends_on", "provider", "providers"];
const LIFECYCLE_NAMES = ["ignore_changes", "replace_triggered_by"];
const PROVISIONER_NAMES = ["when", "on_failure"];

/**
 * A block of HCL as Terraform's JSON has it. The parser writes every expression as `"${…}"`, where
 * JSON has the names of resources and providers, types, and a variable's default as they are.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions
 */
export function withJsonArguments(declaration: Declaration): Declaration {
  const { path, body } = declaration;
  return { ...declaration, body: path[0] === "variable" ? variable(declaration) : named(body) };
}

function variable({ address, file, body }: Declaration): Block {
  const { default: initial, ...rest } = body;
  const typed = withNames(rest, ["type"]);
  if (initial === undefined) {
    return typed;
  }
  try {
    return { ...typed, default: constant(initial) };
  } catch (error) {
    throw new StackError(`${file}: ${address}.default: ${(error as Error).message}`);
  }
}

function named(body: Block): Block {
  const { lifecycle, provisioner, ...rest } = withNames(body, NAMES);
  return {
    ...rest,
    ...(lifecycle !== undefined && {
      lifecycle: { ...withNames(merged(lifecycle), LIFECYCLE_NAMES) },
    }),
    ...(provisioner !== undefined && { provisioner: blocks(provisioner).map(provisioners) }),
  };
}

/** The provisioners of each type. */
function provisioners(types: Block): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(types).map(([type, found]) => [
      type,
      blocks(found).map((one) => ({ ...withNames(one, PROVISIONER_NAMES) })),
    ]),
  );
}

function withNames(body: Block, names: readonly string[]): Block {
  const written = names.filter((name) => body[name] !== undefined);
  return {
    ...body,
    ...Object.fromEntries(written.map((name) => [name, withoutInterpolation(body[name] ?? null)])),
  };
}

/** Names in place of the references that the parser makes of them. */
function withoutInterpolation(value: Value): Value {
  if (typeof value === "string") {
    return value.replace(/^\$\{(.*)\}$/s, "$1");
  }
  if (Array.isArray(value)) {
    return value.map(withoutInterpolation);
  }
  const entries = blocks(value).flatMap((block) => Object.entries(block));
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutInterpolation(inner)]));
}

/** A value that may be written as an expression, but not depend on anything. */
function constant(value: Value): Value {
  if (typeof value === "string") {
    return constantValue(parseTemplate(value));
  }
  if (Array.isArray(value)) {
    return value.map(constant);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [String(constant(key)), constant(inner)]),
  );
}
