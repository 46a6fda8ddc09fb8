import { refusals } from "../../parity";
import type { ResolvedResource } from "../../terraform/resolved-stack";

/** What the gateway can't serve, by address, attribute, value and what is allowed. */
export function refuse(address: string, attribute: string, value: string, rule: string): never {
  throw new Error(`${address}: ${attribute} is ${JSON.stringify(value)}. ${rule}`);
}

/** How much of a value a message shows: a whole API can be one. */
const SHOWN_LENGTH = 80;

/** Refuses what the resource sets and the runner doesn't serve. */
export function refuseUnserved(resource: ResolvedResource): void {
  for (const { owner, attribute, reason } of refusals(resource)) {
    const value = owner.value(attribute);
    const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
    const shown = text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
    refuse(owner.address, attribute, shown, reason);
  }
}

/** One of a fixed set of words, in any case. */
export function oneOf<T extends string>(
  address: string,
  attribute: string,
  value: string,
  allowed: readonly T[],
): T {
  const found = allowed.find((word) => word === value.toUpperCase());
  return found ?? refuse(address, attribute, value, `Use one of ${allowed.join(", ")}.`);
}
