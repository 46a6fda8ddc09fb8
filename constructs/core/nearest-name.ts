/** Names shorter than this differ in meaning by a single letter: role and rule. */
const MIN_LENGTH = 5;

/** The known name that a misspelled one probably means, if there is one. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const sameLetters = known.find((other) => other.toLowerCase() === name.toLowerCase());
  if (sameLetters !== undefined || name.length < MIN_LENGTH) {
    return sameLetters;
  }
  return known.find((other) => other.length >= MIN_LENGTH && edits(name, other) <= 2);
}

/** How many letters must be added, removed or changed (Levenshtein). */
function edits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (const [column, otherLetter] of [...other].entries()) {
      const change = (row[column] ?? 0) + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
