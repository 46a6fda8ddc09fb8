/** ARNs that end with a name that the stack chooses. */
const NAMED = /^(.*:(?:function:|role\/|alarm:|log-group:(?:.*\/)?))([^/]+)$/;

/**
 * Replaces ARNs whose names share a prefix by that prefix and `*`. The policy stays short, and covers
 * functions that are added later.
 */
export function withCommonPrefixes(arns: readonly string[]): string[] {
  const families = new Map<string, string[]>();
  for (const arn of arns) {
    const family = NAMED.exec(arn)?.[1] ?? arn;
    families.set(family, [...(families.get(family) ?? []), arn]);
  }
  return [...families].flatMap(([family, members]) => merged(family, members));
}

/** Removes ARNs that another one, which ends with `*`, covers. */
export function withoutCovered(arns: readonly string[]): string[] {
  const covers = (other: string, arn: string) =>
    other !== arn && other.endsWith("*") && arn.startsWith(other.slice(0, -1));
  return arns.filter((arn) => !arns.some((other) => covers(other, arn)));
}

function merged(family: string, members: readonly string[]): readonly string[] {
  if (members.length === 1) {
    return members;
  }
  const prefix = commonPrefix(members).replace(/[^-_.]*$/, "");
  return prefix.length > family.length ? [`${prefix}*`] : members;
}

function commonPrefix([first = "", ...others]: readonly string[]): string {
  let length = 0;
  while (length < first.length && others.every((other) => other[length] === first[length])) {
    length += 1;
  }
  return first.slice(0, length);
}
