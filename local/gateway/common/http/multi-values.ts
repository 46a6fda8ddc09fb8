/** Values by name; a name can have several, in order. */
export type MultiValues = ReadonlyMap<string, readonly string[]>;

/** Parses and decodes a query string: `+` is a space, and invalid UTF-8 becomes U+FFFD. */
export function parseQuery(query: string): MultiValues {
  // URLSearchParams drops a leading question mark, which here belongs to the first name.
  const pairs = query.startsWith("?") ? `&${query}` : query;
  return groupValues(new URLSearchParams(pairs), (name) => name);
}

/** Groups header lines by name. Names are case-insensitive; the first spelling is kept. */
export function groupHeaders(headers: readonly (readonly [string, string])[]): MultiValues {
  const spellings = new Map<string, string>();
  return groupValues(headers, (name) => {
    const lowerName = name.toLowerCase();
    const spelling = spellings.get(lowerName) ?? name;
    spellings.set(lowerName, spelling);
    return spelling;
  });
}

function groupValues(
  pairs: Iterable<readonly [string, string]>,
  nameOf: (name: string) => string,
): MultiValues {
  const values = new Map<string, string[]>();
  for (const [sentName, value] of pairs) {
    const name = nameOf(sentName);
    const known = values.get(name);
    if (known) {
      known.push(value);
    } else {
      values.set(name, [value]);
    }
  }
  return values;
}

/** The last value of each name, for the fields of an event that hold one value. */
export function lastValues(values: MultiValues): Record<string, string> {
  return mapToObject(values, (all) => all.at(-1) ?? "");
}

/** All values of each name. */
export function allValues(values: MultiValues): Record<string, readonly string[]> {
  return mapToObject(values, (all) => all);
}

/**
 * Converts a map to an object; `__proto__` becomes a property like any other. Every event has
 * several such objects, and Object.fromEntries takes five times as long as this loop.
 */
export function mapToObject<From, To>(
  values: ReadonlyMap<string, From>,
  convert: (value: From) => To,
): Record<string, To> {
  const object: Record<string, To> = {};
  for (const [name, value] of values) {
    if (name === "__proto__") {
      // An assignment would change the object's prototype.
      Object.defineProperty(object, name, {
        value: convert(value),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    } else {
      object[name] = convert(value);
    }
  }
  return object;
}
