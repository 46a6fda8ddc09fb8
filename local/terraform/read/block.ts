import type { Value } from "../resolved-stack";

export type Block = Readonly<Record<string, Value>>;

/** Terraform's JSON may write a body as an object or as a list of objects. */
export function blocks(value: Value | undefined): Block[] {
  return [value ?? []]
    .flat()
    .filter((item): item is { [key: string]: Value } => typeof item === "object" && item !== null);
}

/**
 * The bodies of each label: Terraform's JSON may write an object of labels as a list of such
 * objects, with a label in more than one of them.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions
 */
export function labelled(value: Value | undefined): [label: string, body: Value][] {
  return blocks(value).flatMap((labels) => Object.entries(labels));
}

export function merged(value: Value | undefined): Block {
  return Object.assign({}, ...blocks(value)) as Block;
}
