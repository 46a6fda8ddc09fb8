/** An AWS service, or an account, user or role by its ARN. */
export interface Principal {
  readonly type: "AWS" | "Service" | "Federated" | "CanonicalUser";
  readonly id: string;
}

/** `Action`, `Resource` or `Principal`; negated for `NotAction` and so on. */
export interface Element<T> {
  readonly values: readonly T[];
  readonly isNegated: boolean;
}

/** One line of a `Condition`: compares a key of the request with values. */
export interface Condition {
  /** `ArnLike`, `ForAnyValue:StringEqualsIfExists`, … */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement of a policy document. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** Undefined in an identity-based policy, whose principal is the identity itself. */
  readonly principal?: Element<Principal | "*">;
  readonly action: Element<string>;
  /** Undefined in a trust policy, whose resource is the role. */
  readonly resource?: Element<string>;
  readonly conditions: readonly Condition[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Parses a policy document in JSON.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * @throws SyntaxError if the text is not valid JSON
 */
export function parsePolicy(document: string): Statement[] {
  return parseStatements(JSON.parse(document));
}

/** The statements of a policy document. */
export function parseStatements(document: unknown): Statement[] {
  const { Statement: statements = [] } = asObject(document);
  return [statements].flat().map((statement) => parseStatement(asObject(statement)));
}

/** AWS rejects other values where a policy needs an object, so they count as an empty one. */
function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function parseStatement(statement: Json): Statement {
  return {
    effect: statement["Effect"] === "Deny" ? "Deny" : "Allow",
    principal: element(statement, "Principal", principals),
    action: element(statement, "Action", texts) ?? { values: [], isNegated: false },
    resource: element(statement, "Resource", texts),
    conditions: parseConditions(asObject(statement["Condition"])),
  };
}

function element<T>(
  statement: Json,
  name: string,
  read: (value: unknown) => T[],
): Element<T> | undefined {
  const isNegated = `Not${name}` in statement;
  const value = statement[isNegated ? `Not${name}` : name];
  return value === undefined ? undefined : { values: read(value), isNegated };
}

function texts(value: unknown): string[] {
  return [value].flat().map(String);
}

/** Reads `"*"`, or ids by type. `{ "AWS": "*" }` means the same as `"*"`. */
function principals(value: unknown): (Principal | "*")[] {
  if (typeof value !== "object" || value === null) {
    return ["*"];
  }
  return Object.entries(value).flatMap(([type, ids]) =>
    texts(ids).map((id) => (id === "*" ? "*" : { type: type as Principal["type"], id })),
  );
}

function parseConditions(block: Json): Condition[] {
  return Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(asObject(keys)).map(([key, values]) => ({
      operator,
      key,
      values: texts(values),
    })),
  );
}
