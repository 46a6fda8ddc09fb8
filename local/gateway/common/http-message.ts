/** Header lines in the order and case in which they came, or are to be sent. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

/** A request as it came, its body read. */
export interface HttpRequest {
  readonly method: string;
  /** As sent: with the stage, not decoded, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly headers: HeaderLines;
  readonly body: Buffer;
  readonly sourceIp: string;
  /** The port it came in by. */
  readonly port: number;
}

/** A response to be sent. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Buffer | string;
  /** Why a gateway made the response by itself, for the log; undefined for an integration's. */
  readonly reason?: string;
}

export function headerValue(headers: HeaderLines, name: string): string | undefined {
  const wanted = name.toLowerCase();
  let found: string | undefined;
  for (const [candidate, value] of headers) {
    if (isNamed(candidate, wanted)) {
      found = value;
    }
  }
  return found;
}

/** All values of a header, in order. */
export function headerValues(headers: HeaderLines, name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([candidate]) => isNamed(candidate, wanted)).map(([, value]) => value);
}

/** All values of a header as one, as mappings take them. */
export function joinedValues(headers: HeaderLines, name: string): string | undefined {
  const values = headerValues(headers, name);
  return values.length > 0 ? values.join(",") : undefined;
}

/** @param lowerName in lower case */
export function isNamed(name: string, lowerName: string): boolean {
  // Few names have the length, and it is cheaper told than the case changed.
  return name.length === lowerName.length && name.toLowerCase() === lowerName;
}

/** The media type of a Content-Type or of one part of an Accept header, without its parameters. */
export function mediaType(value: string): string {
  return (value.split(";", 1)[0] ?? "").trim().toLowerCase();
}
