import type { Value } from "../../resolved-stack";
import { StackError } from "../../stack-error";
import { ExpressionValueError } from "../values";
import { collectionFunctions } from "./collections";
import { dateFunctions } from "./dates";
import { encodingFunctions } from "./encoding";
import { fileFunctions } from "./files";
import { networkFunctions } from "./networks";
import { numberFunctions } from "./numbers";
import { secretFunctions } from "./secrets";
import { setFunctions } from "./sets";
import type { FunctionContext, TerraformFunctions } from "./terraform-function";
import { textFunctions } from "./texts";
import { typeFunctions } from "./types";

/** @see https://developer.hashicorp.com/terraform/language/functions */
const functions: TerraformFunctions = {
  ...collectionFunctions,
  ...dateFunctions,
  ...encodingFunctions,
  ...fileFunctions,
  ...networkFunctions,
  ...numberFunctions,
  ...secretFunctions,
  ...setFunctions,
  ...textFunctions,
  ...typeFunctions,
};

const REMOVED: Readonly<Record<string, string>> = {
  list: 'Terraform has no function "list" since version 0.15: use tolist([...])',
  map: 'Terraform has no function "map" since version 0.15: use tomap({...})',
};

/**
 * @throws StackError for a function that the runner doesn't know; `try` must not hide it, because
 * Terraform knows the function
 */
export function callFunction(name: string, args: Value[], context: FunctionContext): Value {
  const called = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!called) {
    throw new StackError(
      REMOVED[name] ?? `the function "${name}" is not supported by the local runner`,
    );
  }
  try {
    return called(args, context);
  } catch (error) {
    if (error instanceof StackError) {
      throw error;
    }
    throw new ExpressionValueError(`${name}: ${(error as Error).message}`);
  }
}
