import { StackError } from "../stack-error";
import type { Block } from "./block";

/** @throws StackError that names the file, for text that isn't a Terraform configuration */
export function parseJson(file: string, text: string): Block {
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new StackError(`${file} is not valid JSON: ${(error as Error).message}`);
  }
  if (typeof root !== "object" || root === null || Array.isArray(root)) {
    throw new StackError(
      `${file} is not a Terraform configuration: expected an object at the top level.`,
    );
  }
  return root as Block;
}
