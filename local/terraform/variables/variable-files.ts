import { readFileSync } from "node:fs";
import { constantValue } from "../expression/constant";
import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import { parseAssignments } from "./parse-assignments";
import type { TypeConstraint } from "./type-constraint";

/** A file with values of input variables, or an argument with one. */
export interface VariableFile {
  readonly file: string;
  /** By name. Each is evaluated when its variable is read; throws unless the value is constant. */
  readonly values: ReadonlyMap<string, (type?: TypeConstraint) => Value>;
}

/** @throws StackError that names the file if it can't be read */
export function readVariableFile(file: string): VariableFile {
  try {
    const content = readFileSync(file, "utf8");
    return { file, values: file.endsWith(".json") ? jsonValues(content) : hclValues(content) };
  } catch (error) {
    throw new StackError(`${file} can't be read: ${(error as Error).message}`);
  }
}

/** Strings in these files are not templates. */
function jsonValues(content: string): VariableFile["values"] {
  const values: unknown = JSON.parse(content);
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new StackError("expected an object with a value for each variable");
  }
  const entries = Object.entries(values as Record<string, Value>);
  // A comment in JSON.
  const named = entries.filter(([name]) => name !== "//");
  return new Map(named.map(([name, value]) => [name, () => value]));
}

function hclValues(content: string): VariableFile["values"] {
  return new Map(
    [...parseAssignments(content)].map(([name, expression]) => [
      name,
      () => constantValue(expression),
    ]),
  );
}

/** Warnings about values of undeclared variables, as Terraform warns. */
export function undeclaredWarnings(
  files: readonly VariableFile[],
  declared: Readonly<Record<string, unknown>>,
): string[] {
  return files.flatMap(({ file, values }) =>
    [...values.keys()]
      .filter((name) => !Object.hasOwn(declared, name))
      .map((name) => `${file}: ${name} has no effect: the stack does not declare the variable.`),
  );
}
