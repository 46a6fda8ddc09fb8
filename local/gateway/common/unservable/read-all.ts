import { servable, UnservableError } from "./unservable";

/**
 * Reads everything before it refuses anything, and then reports all problems together.
 * @throws UnservableError with a line for each problem
 */
export function readAll<T extends readonly unknown[]>(
  ...reads: { readonly [K in keyof T]: () => T[K] }
): T {
  const results = reads.map((read) => servable<unknown>(read));
  const problems = results.flatMap(({ unservable }) => unservable?.split("\n") ?? []);
  if (problems.length > 0) {
    throw new UnservableError([...new Set(problems)].join("\n"));
  }
  return results.map(({ value }) => value) as unknown as T;
}

/** Reads each of the items, as `readAll` does. */
export function readEach<I, T>(items: readonly I[], read: (item: I) => T): T[] {
  return readAll<T[]>(...items.map((item) => () => read(item)));
}
