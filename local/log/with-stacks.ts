/** What Node.js's runtime logs of an error, or the runner of a stub's: a text, and JSON. */
const ERROR = /^(.*\t)(\{"errorType":.*\})$/gm;

/** Log lines, with the stacks in Node.js's errors in lines of their own instead of JSON. */
export function withStacks(log: string): string {
  return log.replace(ERROR, (line, before: string, json: string) => {
    const stack = stackOf(json);
    return stack === undefined ? line : `${before}${stack.join("\n")}`;
  });
}

function stackOf(json: string): readonly unknown[] | undefined {
  try {
    const { stack, trace = stack } = JSON.parse(json) as Readonly<Record<string, unknown>>;
    return Array.isArray(trace) ? trace : undefined;
  } catch {
    return undefined;
  }
}
