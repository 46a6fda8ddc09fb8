/** The keys that only one of two maps has, or that have different values. */
export function changedKeys<K>(
  before: ReadonlyMap<K, unknown>,
  after: ReadonlyMap<K, unknown>,
): K[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter(
    (key) =>
      before.has(key) !== after.has(key) ||
      JSON.stringify(before.get(key)) !== JSON.stringify(after.get(key)),
  );
}
