/** The result of a function; undefined if it isn't JSON, which custom runtimes may return. */
export function parsedResult(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    return undefined;
  }
}
