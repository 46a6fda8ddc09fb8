import type { ResolvedResource } from "../../terraform/resolved-stack";
import { StackError } from "../../terraform/stack-error";

/** Undefined for an attribute that can't be resolved: what refers to it can't be either. */
export function textOf(resource: ResolvedResource, attribute: string): string | undefined {
  try {
    return resource.string(attribute);
  } catch (error) {
    if (error instanceof StackError) {
      return undefined;
    }
    throw error;
  }
}
