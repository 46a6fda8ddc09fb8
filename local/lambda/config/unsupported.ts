import type { Attributes } from "../../terraform/resolved-stack";

/** An attribute that the runner can't serve: the message names it by its address. */
export class Unsupported extends Error {
  constructor(place: Attributes, attribute: string, reason: string) {
    super(`${place.address}.${attribute}: ${reason}`);
  }
}

/** @throws Error that names the address, when the attribute isn't set */
export function required(place: Attributes, attribute: string): string {
  const value = place.string(attribute);
  if (value === undefined) {
    throw new Error(`${place.address}.${attribute} is not set`);
  }
  return value;
}
