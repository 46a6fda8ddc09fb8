import type { Attributes } from "../../terraform/resolved-stack";

/** An attribute with a value that the runner can't serve; the message has the address. */
export class Unsupported extends Error {
  constructor(attributes: Attributes, attribute: string, reason: string) {
    super(`${attributes.address}.${attribute}: ${reason}`);
  }
}

/** @throws Unsupported if the attribute isn't set */
export function required(attributes: Attributes, attribute: string): string {
  const value = attributes.string(attribute);
  if (value === undefined) {
    throw new Unsupported(attributes, attribute, "it is required, but not set");
  }
  return value;
}
