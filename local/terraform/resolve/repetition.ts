import { ExpressionValueError, integer, isSet, pairsOf, text } from "../expression/values";
import type { Variables } from "../attribute-reader";
import type { Block } from "../read/block";
import type { Value } from "../resolved-stack";
import { withAddress } from "./with-address";

/** What the expressions of one instance of a resource block see. */
export interface InstanceScope {
  /** Its key among the instances of a block with `count` or `for_each`. */
  readonly key?: string | number;
  readonly variables: Variables;
}

/** One of the instances of a block. */
export interface Instance<T> {
  readonly key: InstanceScope["key"];
  readonly is: T;
}

/** The scopes of a block's instances. @throws StackError if its repetition can't be resolved */
export function instanceScopes(
  address: string,
  block: Block,
  resolve: (value: Value) => Value,
): InstanceScope[] {
  const argument = repetition(block);
  if (argument === undefined) {
    return [{ variables: {} }];
  }
  const expand = argument === "count" ? countedInstances : instancesForEach;
  return withAddress(address, argument, () => expand(resolve(block[argument] ?? null)));
}

/** What a reference to a block means: a list with `count`, a map with `for_each`. */
export function valueOfInstances<T>(
  block: Block,
  instances: readonly Instance<T>[],
  valueOf: (instance: T) => Value,
): Value {
  const repeated = repetition(block);
  if (repeated === "for_each") {
    return Object.fromEntries(instances.map(({ key, is }) => [String(key), valueOf(is)]));
  }
  const values = instances.map(({ is }) => valueOf(is));
  return repeated === "count" ? values : (values[0] ?? null);
}

/** The argument that gives a block any number of instances. */
function repetition(block: Block): "count" | "for_each" | undefined {
  const isGiven = (name: string) => block[name] !== undefined && block[name] !== null;
  return (["count", "for_each"] as const).find(isGiven);
}

/** @see https://developer.hashicorp.com/terraform/language/meta-arguments/count */
function countedInstances(count: Value): InstanceScope[] {
  const length = integer(count);
  if (length < 0) {
    throw new ExpressionValueError(`expected 0 or more, got ${length}`);
  }
  return Array.from({ length }, (_, index) => ({ key: index, variables: { count: { index } } }));
}

/** @see https://developer.hashicorp.com/terraform/language/meta-arguments/for_each */
function instancesForEach(each: Value): InstanceScope[] {
  if (Array.isArray(each) && !isSet(each)) {
    throw new ExpressionValueError("expected a map or a set, got a list; convert it with toset");
  }
  return pairsOf(each).map(([key, value]) => ({
    key: text(key),
    variables: { each: { key: text(key), value } },
  }));
}
