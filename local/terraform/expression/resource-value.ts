import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";

interface Resource {
  readonly address: string;
  read(name: string): Value;
}

/** The resources behind the empty objects that expressions see. */
const resources = new WeakMap<object, Resource>();

/** An object that represents a resource in expressions; attributes are resolved on first use. */
export function resourceValue(address: string, read: (name: string) => Value): Value {
  const value = {};
  resources.set(value, { address, read });
  return value;
}

export function isResource(value: Value): value is { [key: string]: Value } {
  return typeof value === "object" && value !== null && resources.has(value);
}

/** Reads an attribute if the object represents a resource. */
export function resourceAttribute(value: object, name: string): Value | undefined {
  return resources.get(value)?.read(name);
}

/** @throws StackError for a resource: it has attributes that only an apply knows */
export function refuseWhole(value: object): void {
  const resource = resources.get(value);
  if (resource) {
    throw new StackError(
      `${resource.address} is used as a whole, which the local runner does not support`,
    );
  }
}
