import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { constantValue } from "../expression/constant";
import { byCodePoints } from "../expression/values";
import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import { parseAssignments } from "./parse-assignments";

/** A file that gives values to input variables. */
export interface VariableFile {
  readonly file: string;
  /** By name; each is evaluated when its variable is read, and throws for what is not constant. */
  readonly values: ReadonlyMap<string, () => Value>;
}

const AUTOMATIC = /\.auto\.tfvars(?:\.json)?$/;

/**
 * The files that Terraform takes values of variables from by itself, those first that later ones
 * take precedence over: of the stack's folder, then those of the project that the CDKTF CLI names.
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

/** @throws StackError that names a file that can't be read */
export function readVariableFile(file: string): VariableFile {
  try {
    const content = readFileSync(file, "utf8");
    return { file, values: file.endsWith(".json") ? jsonValues(content) : hclValues(content) };
  } catch (error) {
    throw new StackError(`${file} can't be read: ${(error as Error).message}`);
  }
}

/** Texts are not templates here. */
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

/** Warnings for the values of variables that the stack doesn't have, as Terraform warns. */
export function undeclaredWarnings(
  files: readonly VariableFile[],
  declared: Readonly<Record<string, unknown>>,
): string[] {
  return files.flatMap(({ file, values }) =>
    [...values.keys()]
      .filter((name) => !Object.hasOwn(declared, name))
      .map((name) => `${file}: ${name} has no effect: the stack has no variable of that name.`),
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // That there is no such folder is an error of whoever reads the stack.
    return [];
  }
}
