import type { Change } from "../rules";

/** The things of two sides by a key, those of the first side first. */
export function paired<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (thing: T) => string,
): Change<T>[] {
  const old = new Map(before.map((thing) => [keyOf(thing), thing] as const));
  const now = new Map(after.map((thing) => [keyOf(thing), thing] as const));
  const keys = new Set([...old.keys(), ...now.keys()]);
  return [...keys].map((key) => {
    const [from, to] = [old.get(key), now.get(key)];
    return { ...(from && { before: from }), ...(to && { after: to }) };
  });
}
