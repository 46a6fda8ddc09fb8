/** What the gateway can't serve, by address, attribute, value and what is allowed. */
export function refuse(address: string, attribute: string, value: string, rule: string): never {
  throw new Error(`${address}: ${attribute} is ${JSON.stringify(value)}. ${rule}`);
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
