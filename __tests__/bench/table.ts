/** Prints rows under a title, the first column to the left and numbers to the right. */
export function printTable(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const all = [header, ...rows];
  const widths = header.map((_, column) =>
    Math.max(...all.map((row) => (row[column] ?? "").length)),
  );
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? "";
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  process.stdout.write(`\n${title}\n\n${[line(header), rule, ...rows.map(line)].join("\n")}\n`);
}

export const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
export const fixed = (value: number, digits: number): string => value.toFixed(digits);
export const times = (value: number): string => `${value.toFixed(2)}x`;
