import { parseFunctionReference } from "./function-reference";

/** The names of a function. */
interface NamedFunction {
  /** On AWS. */
  readonly name: string | undefined;
  /** Terraform address. */
  readonly address: string;
  /** Of the construct. Undefined if the stack isn't CDKTF's. */
  readonly path: string | undefined;
}

/**
 * A function's name for people: the path of its construct, which has no hash and is the same in all
 * environments, else its name on AWS. A version or alias is kept.
 * @param target name on AWS, with or without a qualifier, or Terraform address
 */
export function shownFunction(functions: readonly NamedFunction[], target: string): string {
  const { name, qualifier } = parseFunctionReference(target) ?? { name: target };
  const found = functions.find((fn) => fn.name === name || fn.address === target);
  const shown = found?.path ?? found?.name ?? target;
  return found?.path === undefined || qualifier === undefined ? shown : `${shown}:${qualifier}`;
}
