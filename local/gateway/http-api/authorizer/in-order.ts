/** Entries by name, upper case before lower case, as AWS orders them in events. */
export function inOrder<T>(entries: readonly (readonly [string, T])[]): (readonly [string, T])[] {
  return [...entries].sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
}
