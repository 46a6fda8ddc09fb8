import type { InvocableFunction } from "../../lambda/invoke-api/named-views";
import { FUNCTIONS_PATH } from "../../lambda/invoke-api/named-views";
import { findNamed, matching, similarName } from "../../testing/named-resources";
import type { ReadOptions } from "../project/read-stacks";
import { isAddress, namesOf, stacksFor } from "./search-stacks";
import type { DeployedFunction } from "./stack-resources";
import { functionNamed } from "./stack-resources";

/**
 * What the local runner calls a function.
 * @param url of the runner's Lambda API
 * @param name on AWS, Terraform address, construct's path, or a construct id that leads to one only
 * @throws Error if several functions have the name, or if none has the address, or only one like it
 */
export async function functionOnRunner(url: string, name: string): Promise<string> {
  const response = await fetch(`${url}${FUNCTIONS_PATH}`);
  const functions = (await response.json()) as readonly InvocableFunction[];
  if (functions.some((one) => one.name === name)) {
    return name;
  }
  // The runner also knows ARNs and qualifiers, and lists its functions for an unknown name.
  const isMeant =
    matching(name, functions).length > 0 ||
    isAddress(name) ||
    (!name.includes(":") && similarName(name, functions) !== undefined);
  return isMeant ? findNamed("function", name, functions).name : name;
}

/**
 * The function that a name means in the stacks of a project, otherwise what AWS has under that name.
 * @throws UsageError if several stacks have it
 * @throws Error if a stack has several, or if none has the address
 */
export async function functionInStacks(
  name: string,
  options: ReadOptions,
): Promise<DeployedFunction & { readonly unread?: string }> {
  const { stacks, unread } = await stacksFor(name, options);
  const found = functionNamed(stacks, name);
  if (found === undefined && isAddress(name)) {
    throw new Error(`${name} is not a function of ${namesOf(stacks)}.`);
  }
  return found ?? { functionName: name, ...(unread !== undefined && { unread }) };
}
