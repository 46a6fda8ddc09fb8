import { Value } from "../resolved-stack";
import { StackError } from "../stack-error";

const addresses = new WeakMap<object, string>();

/** A resource as expressions see it: an object whose attributes are resolved when they are read. */
export function resourceValue(
  address: string,
  names: readonly string[],
  read: (name: string) => Value,
): Value {
  const value = {};
  for (const name of names)
    Object.defineProperty(value, name, { enumerable: true, get: () => read(name) });
  addresses.set(value, address);
  return value;
}

/** @throws StackError for a resource: an apply gives it attributes that are not known here */
export function entriesOf(value: Record<string, Value>): [string, Value][] {
  const address = addresses.get(value);
  if (address !== undefined)
    throw new StackError(`${address} is used as a whole, which the local runner does not support`);
  return Object.entries(value);
}

/** @throws StackError where the object is a resource, for an attribute that is not known */
export function refuseUnknownAttribute(value: object, name: string): void {
  const address = addresses.get(value);
  if (address !== undefined)
    throw new StackError(
      `${address}.${name} is known only after an apply on AWS, or isn't an attribute`,
    );
}
