import { parseStatements, type Statement } from "./policy";

/**
 * Reads a policy document that decides who may call. `parsePolicy` reads documents that AWS has
 * accepted; this one may come from a function, and must not grant anything by being malformed.
 * @returns what is wrong with it, if something is
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function wellFormedPolicy(
  document: unknown,
  { hasPrincipals }: { readonly hasPrincipals: boolean },
): { readonly statements: Statement[] } | { readonly problem: string } {
  if (!isObject(document)) {
    return { problem: "the policy is not an object" };
  }
  const statements = [document["Statement"]].flat();
  if (statements.length === 0) {
    return { problem: "Statement is empty" };
  }
  const problem = statements.map((one) => problemOf(one, hasPrincipals)).find(Boolean);
  return problem === undefined ? { statements: parseStatements(document) } : { problem };
}

type Json = Readonly<Record<string, unknown>>;

const KEYS = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];
const PRINCIPAL_KEYS = ["Principal", "NotPrincipal"];

function problemOf(statement: unknown, hasPrincipals: boolean): string | undefined {
  if (!isObject(statement)) {
    return "Statement is missing, or not an object";
  }
  const { Effect: effect, Condition: condition = {} } = statement;
  const known = hasPrincipals ? [...KEYS, ...PRINCIPAL_KEYS] : KEYS;
  const unknown = Object.keys(statement).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    return `a statement has the unknown element ${unknown.join(", ")}`;
  }
  if (effect !== "Allow" && effect !== "Deny") {
    return "Effect is neither Allow nor Deny";
  }
  if (!isCondition(condition)) {
    return "Condition is malformed";
  }
  return (
    problemOfElement(statement, "Action", isTexts) ??
    problemOfElement(statement, "Resource", isTexts) ??
    (hasPrincipals ? problemOfElement(statement, "Principal", isPrincipals) : undefined)
  );
}

/** Exactly one of an element and its negation. */
function problemOfElement(
  statement: Json,
  name: string,
  isValid: (value: unknown) => boolean,
): string | undefined {
  const given = [name, `Not${name}`].filter((key) => key in statement);
  if (given.length !== 1) {
    return `a statement needs either ${name} or Not${name}`;
  }
  return given.every((key) => isValid(statement[key])) ? undefined : `${given.join()} is malformed`;
}

function isTexts(value: unknown): boolean {
  const values = [value].flat();
  return values.length > 0 && values.every((one) => typeof one === "string" && one !== "");
}

function isPrincipals(value: unknown): boolean {
  return (
    value === "*" || (isObject(value) && !isEmpty(value) && Object.values(value).every(isTexts))
  );
}

/** `{ operator: { key: values } }` */
function isCondition(value: unknown): boolean {
  return (
    isObject(value) &&
    Object.values(value).every(
      (keys) => isObject(keys) && !isEmpty(keys) && Object.values(keys).every(isValues),
    )
  );
}

function isValues(value: unknown): boolean {
  const values = [value].flat();
  return (
    values.length > 0 && values.every((one) => ["string", "number", "boolean"].includes(typeof one))
  );
}

function isEmpty(value: Json): boolean {
  return Object.keys(value).length === 0;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
