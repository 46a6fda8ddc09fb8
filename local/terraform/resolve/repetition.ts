import { ExpressionValueError, integer, isSet, pairsOf, text } from "../expression/values";
import type { Variables } from "../attribute-reader";
import type { Block } from "../read/read-stack";
import type { Value } from "../resolved-stack";

/** What the expressions of one instance of a resource block see. */
export interface InstanceScope {
  /** Its key among the instances of a block with `count` or `for_each`. */
  readonly key?: string | number;
  readonly variables: Variables;
}

/** The argument that gives a block any number of instances. */
export function repetition(block: Block): "count" | "for_each" | undefined {
  const isGiven = (name: string) => block[name] !== undefined && block[name] !== null;
  return (["count", "for_each"] as const).find(isGiven);
}

/** @see https://developer.hashicorp.com/terraform/language/meta-arguments/count */
export function countedInstances(count: Value): InstanceScope[] {
  const length = integer(count);
  if (length < 0) {
    throw new ExpressionValueError(`expected 0 or more, got ${length}`);
  }
  return Array.from({ length }, (_, index) => ({ key: index, variables: { count: { index } } }));
}

/** @see https://developer.hashicorp.com/terraform/language/meta-arguments/for_each */
export function instancesForEach(each: Value): InstanceScope[] {
  if (Array.isArray(each) && !isSet(each)) {
    throw new ExpressionValueError("expected a map or a set, got a list; convert it with toset");
  }
  return pairsOf(each).map(([key, value]) => ({
    key: text(key),
    variables: { each: { key: text(key), value } },
  }));
}
