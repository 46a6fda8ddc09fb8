import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { constantValue } from "../expression/constant";
import { byCodePoints } from "../expression/values";
import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import { parseAssignments } from "./parse-assignments";

/** A file with values of input variables. */
export interface VariableFile {
  readonly file: string;
  /** By name. Each is evaluated when its variable is read; throws unless the value is constant. */
  readonly values: ReadonlyMap<string, () => Value>;
}

const AUTOMATIC = /\.auto\.tfvars(?:\.json)?$/;

/**
 * The variable files that Terraform loads automatically, in ascending order of precedence: those of
 * the stack's folder, then those of the project, which the CDKTF CLI passes to Terraform.
 * @see https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
export function variableFilesOf(folder: string, project?: string): string[] {
  return [folder, project].flatMap((one) => (one === undefined ? [] : filesIn(one)));
}

function filesIn(folder: string): string[] {
  const names = namesIn(folder);
  const found = [
    ...["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.includes(name)),
    ...names.filter((name) => AUTOMATIC.test(name)).sort(byCodePoints),
  ];
  return found.map((name) => path.join(folder, name));
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

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A missing folder is reported when the stack is read.
    return [];
  }
}
