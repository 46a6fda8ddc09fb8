/** What a marker asks for, by its name in PEP 508. */
export type MarkerEnvironment = Readonly<Record<string, string>>;

type Comparison = (left: string, right: string) => boolean;

const TOKEN = /\s*(?:(\(|\)|<=|>=|===|==|~=|!=|<|>)|'([^']*)'|"([^"]*)"|(not\s+in\b|[\w.]+))/gy;
/** Their values are compared as versions, all others as text. */
const VERSIONS = new Set(["python_version", "python_full_version", "implementation_version"]);

const OF_TEXT: Readonly<Record<string, Comparison>> = {
  "==": (left, right) => left === right,
  "===": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  in: (left, right) => right.includes(left),
  "not in": (left, right) => !right.includes(left),
};

const OF_VERSIONS: Readonly<Record<string, Comparison>> = {
  ...OF_TEXT,
  "==": isEqualVersion,
  "!=": (left, right) => !isEqualVersion(left, right),
  "<": (left, right) => order(left, right) < 0,
  "<=": (left, right) => order(left, right) <= 0,
  ">": (left, right) => order(left, right) > 0,
  ">=": (left, right) => order(left, right) >= 0,
  // At least this version, with the same parts but the last.
  "~=": (left, right) =>
    order(left, right) >= 0 && isEqualVersion(left, right.replace(/\.\d+$/, ".*")),
};

/**
 * Whether a package is for an environment. pip would compare a marker with the machine that it runs
 * on, even if it installs for another one.
 * @throws Error if the marker can't be read
 * @see https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
 */
export function isFor(marker: string, environment: MarkerEnvironment): boolean {
  return new MarkerReader(marker, environment).read();
}

interface Value {
  readonly text: string;
  readonly isVersion: boolean;
}

class MarkerReader {
  private readonly tokens: string[];

  constructor(
    private readonly marker: string,
    private readonly environment: MarkerEnvironment,
  ) {
    this.tokens = Array.from(marker.matchAll(TOKEN), ([token]) => token.trim());
    if (this.tokens.join("").replace(/\s/g, "") !== marker.replace(/\s/g, "")) {
      this.fail();
    }
  }

  read(): boolean {
    const isTrue = this.any();
    return this.tokens.length === 0 ? isTrue : this.fail();
  }

  private any(): boolean {
    let isTrue = this.all();
    while (this.skip("or")) {
      isTrue = this.all() || isTrue;
    }
    return isTrue;
  }

  private all(): boolean {
    let isTrue = this.one();
    while (this.skip("and")) {
      isTrue = this.one() && isTrue;
    }
    return isTrue;
  }

  private one(): boolean {
    if (this.skip("(")) {
      const isTrue = this.any();
      return this.skip(")") ? isTrue : this.fail();
    }
    const left = this.value();
    const operator = this.tokens.shift()?.replace(/\s+/, " ") ?? "";
    const right = this.value();
    const comparisons = left.isVersion || right.isVersion ? OF_VERSIONS : OF_TEXT;
    const comparison = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
    return comparison ? comparison(left.text, right.text) : this.fail();
  }

  private value(): Value {
    const token = this.tokens.shift() ?? this.fail();
    if (/^['"]/.test(token)) {
      return { text: token.slice(1, -1), isVersion: false };
    }
    const text = Object.hasOwn(this.environment, token) ? this.environment[token] : undefined;
    return text === undefined ? this.fail() : { text, isVersion: VERSIONS.has(token) };
  }

  private skip(token: string): boolean {
    const isNext = this.tokens[0] === token;
    if (isNext) {
      this.tokens.shift();
    }
    return isNext;
  }

  private fail(): never {
    const names = Object.keys(this.environment).join(", ");
    throw new Error(`the marker ${this.marker} can't be read; it may compare ${names}`);
  }
}

/** `3.11.*` is equal to every 3.11. */
function isEqualVersion(left: string, right: string): boolean {
  const prefix = right.endsWith(".*") ? right.slice(0, -2) : undefined;
  if (prefix === undefined) {
    return order(left, right) === 0;
  }
  const parts = prefix.split(".").length;
  return order(left.split(".").slice(0, parts).join("."), prefix) === 0;
}

/** Negative if the left version is older. */
function order(left: string, right: string): number {
  const [one, other] = [left, right].map((version) => version.split(".").map(Number));
  const length = Math.max(one?.length ?? 0, other?.length ?? 0);
  const differences = Array.from({ length }, (_, at) => (one?.[at] ?? 0) - (other?.[at] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
