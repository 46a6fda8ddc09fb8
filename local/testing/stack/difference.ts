/** How a value differs from what is expected of it. */
export interface Difference {
  /** `settings[0].logging_level`; `body.paths./pets.get` goes into the JSON of `body`. */
  readonly path: string;
  readonly expected: unknown;
  /** Undefined if it is missing. */
  readonly received: unknown;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** How many of the expected values aren't there. */
  readonly misses: number;
  /** How many are, with the properties that lead to them. */
  readonly matches: number;
}

export interface AsymmetricMatcher {
  asymmetricMatch(value: unknown): boolean;
  /** `Any<String>` */
  toAsymmetricMatcher?(): string;
  /** Of `expect.stringContaining("pets")`: the text. */
  readonly sample?: unknown;
}

/**
 * Compares a value with what is expected of a part of it: objects may have more properties, lists
 * must be as long. A text that holds JSON is compared as what it holds, where an object or a list is
 * expected. Asymmetric matchers such as `expect.any(String)` are asked.
 */
export function compareWith(expected: unknown, received: unknown, path = ""): Comparison {
  if (isAsymmetric(expected)) {
    return leaf(expected.asymmetricMatch(received), { path, expected, received });
  }
  if (typeof expected !== "object" || expected === null) {
    return leaf(Object.is(expected, received), { path, expected, received });
  }
  const opened = typeof received === "string" ? fromJson(received) : received;
  return Array.isArray(expected)
    ? compareLists(expected, opened, path)
    : compareObjects(expected as Readonly<Record<string, unknown>>, opened, path);
}

function leaf(isEqual: boolean, difference: Difference): Comparison {
  return isEqual
    ? { differences: [], misses: 0, matches: 1 }
    : { differences: [difference], misses: leaves(difference.expected), matches: 0 };
}

function compareLists(expected: readonly unknown[], received: unknown, path: string): Comparison {
  if (!Array.isArray(received) || received.length !== expected.length) {
    return leaf(false, { path, expected, received });
  }
  return together(
    expected.map((item, index) => compareWith(item, received[index], `${path}[${index}]`)),
  );
}

/** Terraform's JSON writes a block as an object or as a list of one. */
function compareObjects(
  expected: Readonly<Record<string, unknown>>,
  received: unknown,
  path: string,
): Comparison {
  const object: unknown = Array.isArray(received) && received.length === 1 ? received[0] : received;
  if (typeof object !== "object" || object === null || Array.isArray(object)) {
    return leaf(false, { path, expected, received });
  }
  return together(
    Object.entries(expected).map(([name, value]) => {
      const item = (object as Record<string, unknown>)[name];
      const compared = compareWith(value, item, path === "" ? name : `${path}.${name}`);
      return { ...compared, matches: compared.matches + Number(item !== undefined) };
    }),
  );
}

/** The comparison of the parts of a value. */
export function together(comparisons: readonly Comparison[]): Comparison {
  return {
    differences: comparisons.flatMap(({ differences }) => differences),
    misses: comparisons.reduce((sum, { misses }) => sum + misses, 0),
    matches: comparisons.reduce((sum, { matches }) => sum + matches, 0),
  };
}

/** The number of values in a value. */
function leaves(value: unknown): number {
  return typeof value === "object" && value !== null && !isAsymmetric(value)
    ? Object.values(value).reduce<number>((sum, item) => sum + leaves(item), 0) || 1
    : 1;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Whether it is a matcher such as `expect.any(String)`. */
export function isAsymmetric(value: unknown): value is AsymmetricMatcher {
  return (
    typeof value === "object" &&
    value !== null &&
    "asymmetricMatch" in value &&
    typeof value.asymmetricMatch === "function"
  );
}
