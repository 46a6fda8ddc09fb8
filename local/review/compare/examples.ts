/** A request that a router can be asked about. */
export interface ExampleRequest {
  readonly method: string;
  readonly path: string;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
/** Text for a parameter: what isn't a static part of any route comes first. */
const SAMPLES = ["1", "example", "42", "any-value"];

/**
 * Requests that a route gets, unless another one is more exact: one with sample values for its
 * parameters, and one where it meets each of the other routes.
 * @param key `GET /pets/{id}`, `ANY /{proxy+}` or `$default`
 */
export function examplesOf(key: string, otherKeys: readonly string[]): ExampleRequest[] {
  const own = parsed(key);
  const others = otherKeys.map(parsed);
  const sample = sampleFor([own, ...others]);
  const overlaps = others.map((other) => overlap(own.parts, other.parts));
  const patterns = [own.parts, ...overlaps.filter((parts) => parts !== undefined)];
  const paths = new Set(patterns.flatMap((parts) => pathsOf(parts, sample)));
  return [...paths].flatMap((path) => own.methods.map((method) => ({ method, path })));
}

interface Pattern {
  readonly methods: readonly string[];
  /** Parts of the path: `pets`, `{id}`, `{proxy+}`. */
  readonly parts: readonly string[];
}

function parsed(key: string): Pattern {
  if (key === "$default") {
    return { methods: METHODS, parts: ["{default+}"] };
  }
  const [method = "", path = "/"] = key.split(" ");
  const parts = path.split("/").filter((part) => part !== "");
  return { methods: method === "ANY" ? METHODS : [method], parts };
}

function sampleFor(patterns: readonly Pattern[]): string {
  const used = new Set(patterns.flatMap(({ parts }) => parts));
  return SAMPLES.find((sample) => !used.has(sample)) ?? "another-value";
}

/** A greedy parameter takes one part or more. */
function pathsOf(parts: readonly string[], sample: string): string[] {
  const isGreedy = parts.at(-1)?.endsWith("+}") ?? false;
  const filled = parts.map((part) => (part.startsWith("{") ? sample : part));
  const path = `/${filled.join("/")}`;
  return isGreedy ? [path, `${path}/${sample}`] : [path];
}

/** The parts of the paths that match both patterns; undefined if there are none. */
function overlap(a: readonly string[], b: readonly string[]): string[] | undefined {
  const length = Math.max(a.length, b.length);
  const parts: string[] = [];
  for (let at = 0; at < length; at++) {
    const part = common(partAt(a, at), partAt(b, at));
    if (part === undefined) {
      return undefined;
    }
    parts.push(part);
  }
  return parts;
}

/** A greedy parameter goes on. */
function partAt(parts: readonly string[], at: number): string | undefined {
  const last = parts.at(-1);
  return parts[at] ?? (last?.endsWith("+}") ? last : undefined);
}

function common(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) {
    return undefined;
  }
  if (!a.startsWith("{")) {
    return b.startsWith("{") || a === b ? a : undefined;
  }
  return a.endsWith("+}") ? b : b.startsWith("{") ? a : b;
}
