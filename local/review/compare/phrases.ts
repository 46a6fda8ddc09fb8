/** `timeout 10 s → 29 s`, or nothing if the values are equal. */
export function arrow<T>(
  what: string,
  before: T | undefined,
  after: T | undefined,
  text: (value: T) => string = String,
): string[] {
  const show = (value: T | undefined) => (value === undefined ? "none" : text(value));
  return before === after ? [] : [`${what} ${show(before)} → ${show(after)}`];
}
