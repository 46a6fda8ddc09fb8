/**
 * A synthesised stack can't be read or resolved. The message has a line for each problem, with the
 * address.
 */
export class StackError extends Error {}

/**
 * Maps every item, even after one that can't be resolved.
 * @throws StackError with the problems of all items
 */
export function mapAll<T, R>(items: readonly T[], map: (item: T) => R): R[] {
  const problems = new Set<string>();
  const results: R[] = [];
  for (const item of items) {
    try {
      results.push(map(item));
    } catch (error) {
      problemLines(error).forEach((problem) => problems.add(problem));
    }
  }
  if (problems.size > 0) {
    throw new StackError([...problems].join("\n"));
  }
  return results;
}

/** The problems of a StackError. @throws any other error */
export function problemLines(error: unknown): string[] {
  if (error instanceof StackError) {
    return error.message.split("\n");
  }
  throw error;
}
