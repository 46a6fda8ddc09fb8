export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value that `percent` of the values don't exceed (nearest rank). */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  const value = sorted[rank - 1];
  if (value === undefined) {
    throw new Error("There is nothing to take a percentile of.");
  }
  return value;
}
