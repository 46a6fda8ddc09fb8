/** Values by name; a name can have several, in order. */
export type MultiValues = ReadonlyMap<string, readonly string[]>;

/** A query string, decoded: `+` and `%20` are spaces; bytes that are no UTF-8 become U+FFFD. */
export function parseQuery(query: string): MultiValues {
  const values = new Map<string, string[]>();
  if (query === "") {
    return values;
  }
  // URLSearchParams leaves out a question mark in front, which here is of the first name.
  const pairs = query.startsWith("?") ? `&${query}` : query;
  for (const [name, value] of new URLSearchParams(pairs)) {
    append(values, name, value);
  }
  return values;
}

/** Header lines by name; lines whose names differ in case only are one header, named as the first. */
export function groupHeaders(headers: readonly (readonly [string, string])[]): MultiValues {
  const names = new Map<string, string>();
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    const first = names.get(lower) ?? name;
    names.set(lower, first);
    append(values, first, value);
  }
  return values;
}

function append(values: Map<string, string[]>, name: string, value: string): void {
  const known = values.get(name);
  if (known) {
    known.push(value);
  } else {
    values.set(name, [value]);
  }
}

/** The last value of each name, as the fields of an event that hold one value show it. */
export function lastValues(values: MultiValues): Record<string, string> {
  return mapToObject(values, (all) => all.at(-1) ?? "");
}

/** All values of each name. */
export function allValues(values: MultiValues): Record<string, readonly string[]> {
  return mapToObject(values, (all) => all);
}

/** A map as an object: a fifth of what Object.fromEntries takes, and each event has several. */
export function mapToObject<From, To>(
  values: ReadonlyMap<string, From>,
  convert: (value: From) => To,
): Record<string, To> {
  const object: Record<string, To> = {};
  for (const [name, value] of values) {
    // An assignment to this one would change the object's prototype.
    if (name === "__proto__") {
      defineOwn(object, name, convert(value));
    } else {
      object[name] = convert(value);
    }
  }
  return object;
}

function defineOwn(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
