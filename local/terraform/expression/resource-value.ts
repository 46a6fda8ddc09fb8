import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";

interface Resource {
  readonly address: string;
  read(name: string): Value;
}

/** What an expression sees as a resource is an empty object: its attributes are read from here. */
const resources = new WeakMap<object, Resource>();

/** A resource as expressions see it: an object whose attributes are resolved when they are read. */
export function resourceValue(address: string, read: (name: string) => Value): Value {
  const value = {};
  resources.set(value, { address, read });
  return value;
}

/** Reads an attribute, where the object is a resource. */
export function resourceAttribute(value: object, name: string): Value | undefined {
  return resources.get(value)?.read(name);
}

/** @throws StackError for a resource: an apply gives it attributes that are not known here */
export function refuseWhole(value: object): void {
  const resource = resources.get(value);
  if (resource) {
    throw new StackError(
      `${resource.address} is used as a whole, which the local runner does not support`,
    );
  }
}
