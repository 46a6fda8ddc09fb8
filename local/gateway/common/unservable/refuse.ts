import { refusals } from "../../../parity";
import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { readEach } from "./read-all";
import { UnservableError } from "./unservable";

/** @throws Error with the address, the attribute, its value and the rule that it breaks */
export function refuse(address: string, attribute: string, value: string, rule: string): never {
  const found = value === "" ? "missing" : JSON.stringify(value);
  throw new UnservableError(`${address}: ${attribute} is ${found}. ${rule}`);
}

/** Messages shorten longer values, such as the document of an API. */
const SHOWN_LENGTH = 80;

/** Refuses a resource that sets attributes which the runner doesn't support. */
export function refuseUnserved(resource: ResolvedResource): void {
  readEach(refusals(resource), ({ owner, attribute, reason }) => {
    const value = owner.value(attribute);
    const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
    const shown = text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
    refuse(owner.address, attribute, shown, reason);
  });
}

/** Reads one of a fixed set of words, ignoring case. */
export function oneOf<T extends string>(
  address: string,
  attribute: string,
  value: string,
  allowed: readonly T[],
): T {
  const found = allowed.find((word) => word === value.toUpperCase());
  return found ?? refuse(address, attribute, value, `Use one of ${allowed.join(", ")}.`);
}
