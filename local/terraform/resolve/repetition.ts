import { ExpressionValueError, integer, isSet, pairsOf, text } from "../expression/values";
import type { Variables } from "../attribute-reader";
import type { Block } from "../read/read-stack";
import type { Value } from "../resolved-stack";

/** One of the resources that a block makes. */
export interface Instance {
  /** What tells it from the others of a block with `count` or `for_each`. */
  readonly key?: string | number;
  readonly variables: Variables;
}

/** The argument by which a block makes any number of resources. */
export function repetition(block: Block): "count" | "for_each" | undefined {
  const isGiven = (name: string) => block[name] !== undefined && block[name] !== null;
  return (["count", "for_each"] as const).find(isGiven);
}

/** @see https://developer.hashicorp.com/terraform/language/meta-arguments/count */
export function countedInstances(count: Value): Instance[] {
  const length = integer(count);
  if (length < 0) {
    throw new ExpressionValueError(`expected 0 or more, got ${length}`);
  }
  return Array.from({ length }, (_, index) => ({ key: index, variables: { count: { index } } }));
}

/** @see https://developer.hashicorp.com/terraform/language/meta-arguments/for_each */
export function instancesForEach(each: Value): Instance[] {
  if (Array.isArray(each) && !isSet(each)) {
    throw new ExpressionValueError("expected a map or a set, got a list; toset makes a set of it");
  }
  return pairsOf(each).map(([key, value]) => ({
    key: text(key),
    variables: { each: { key: text(key), value } },
  }));
}
