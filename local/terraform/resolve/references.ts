import path from "node:path";
import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";

/** The values of the names in expressions. */
export interface Names {
  /** Absolute folder of the stack. */
  readonly folder: string;
  /** Folder of the module, relative to the stack's. */
  readonly path: string;
  readonly workspace: string;
  local(name: string): Value;
  variable(name: string): Value;
  /** Of a resource or data source, by its address. */
  resource(address: string): Value;
  /** The outputs of a called module. */
  module(name: string): Value;
}

/**
 * The value of the reference that the words begin with, and how many of them belong to it.
 * @see https://developer.hashicorp.com/terraform/language/expressions/references
 */
export function reference(
  words: readonly string[],
  names: Names,
): { readonly value: Value; readonly taken: number } {
  const [first = "", second, third] = words;
  if (second === undefined) {
    throw new StackError(`"${first}" has no meaning here`);
  }
  switch (first) {
    case "local":
      return { value: names.local(second), taken: 2 };
    case "var":
      return { value: names.variable(second), taken: 2 };
    case "path":
      return { value: folderNamed(second, names), taken: 2 };
    case "terraform":
      if (second === "workspace") {
        return { value: names.workspace, taken: 2 };
      }
      throw new StackError(`there is no terraform.${second}`);
    case "data":
      return { value: names.resource(`data.${second}.${third ?? ""}`), taken: 3 };
    case "module":
      return { value: names.module(second), taken: 2 };
    case "each":
    case "count":
      throw new StackError(`${first}.${second} has no meaning here`);
    default:
      return { value: names.resource(`${first}.${second}`), taken: 2 };
  }
}

/** Terraform runs in the stack's folder. */
function folderNamed(name: string, { folder, path: modulePath }: Names): string {
  if (name === "module") {
    return modulePath;
  }
  if (name === "root") {
    return ".";
  }
  if (name === "cwd") {
    return path.resolve(folder);
  }
  throw new StackError(`there is no path.${name}`);
}
