/** A request as it was received: nothing of it is decoded. */
export interface SignedRequest {
  readonly method: string;
  /** With the stage, without the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** The values of a header, in order. */
export function valuesOf({ headers }: SignedRequest, name: string): string[] {
  return headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);
}

/** The parameters of a query, decoded. In a signature, `+` is not a space. */
export function queryPairs(query: string): [name: string, value: string][] {
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const [name = "", ...rest] = part.split("=");
      return [decoded(name), decoded(rest.join("="))];
    });
}

/** A text that isn't encoded correctly is left as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
