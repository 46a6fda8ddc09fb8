/** `{id}`, `{proxy+}` */
const VARIABLE = /\{([^{}+]+)(\+?)\}/g;

/** A route's key without the names of its path variables: routes with the same one get the same requests. */
export function withoutVariableNames(key: string): string {
  return key.replace(VARIABLE, "{$2}");
}

/** The path variables that have another name, of two keys that are equal without the names. */
export function renamedVariables(
  before: string,
  after: string,
): (readonly [before: string, after: string])[] {
  if (withoutVariableNames(before) !== withoutVariableNames(after)) {
    return [];
  }
  const now = after.match(VARIABLE) ?? [];
  return (before.match(VARIABLE) ?? [])
    .map((old, index) => [old, now[index] ?? old] as const)
    .filter(([from, to]) => from !== to);
}
