/**
 * The text most like another, if any is like it.
 * @param share how much of the longer text may differ
 */
export function nearest(text: string, all: readonly string[], share = 1 / 2): string | undefined {
  const [first] = all
    .map((other) => ({ other, distance: edits(text.toLowerCase(), other.toLowerCase()) }))
    .filter(({ other, distance }) => distance <= Math.max(text.length, other.length) * share)
    .toSorted((one, other) => one.distance - other.distance);
  return first?.other;
}

/** How many letters must be added, removed or changed (Levenshtein). */
function edits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, otherLetter] of [...other].entries()) {
      const change = (row[column] ?? 0) + Number(letter !== otherLetter);
      next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
