import type { IConstruct } from "constructs";
import { isKnown } from "./known";
import { checkNoPart, isListToken, refuseListToken } from "./list-token";
import { nearestName } from "./nearest-name";
import { refuse } from "./refusal";

/** What a prop may be, as far as its type goes. */
export interface Kind {
  /** E.g. "a string", for errors. */
  readonly allowed: string;
  readonly matches: (value: unknown) => boolean;
  /** Whether a list may be known only at apply, because the synthesis needs none of its items. */
  readonly takesListToken?: true;
}

/** The kind of a prop that must be given. */
export interface RequiredKind extends Kind {
  readonly required: true;
}

/** The kind of every prop; the compiler asks for the required ones. */
export type Kinds<Props> = {
  readonly [Name in keyof Props]-?: undefined extends Props[Name] ? Kind : RequiredKind;
};

/**
 * Refuses props that are missing, misspelled or of another type. The compiler finds these too, but
 * synthesis runs without it. A value known only at apply has any type.
 * @param named - how errors name a prop, e.g. with what it belongs to
 */
export function checkProps<Props extends object>(
  scope: IConstruct,
  props: Props,
  kinds: Kinds<Props>,
  named = (prop: string) => prop,
): void {
  const given = propsOf(scope, props, named);
  checkNames(scope, given, Object.keys(kinds), named);
  for (const [name, kind] of Object.entries<Kind>(kinds)) {
    checkKind(scope, named(name), given[name], kind);
  }
}

/** Refuses a value that is missing, if it is required, or not of a kind. */
export function checkKind(scope: IConstruct, what: string, value: unknown, kind: Kind): void {
  const isOptional = !("required" in kind);
  if (isListToken(value) && !kind.takesListToken) {
    refuseListToken(scope, what);
  }
  if (Array.isArray(value)) {
    checkNoPart(scope, what, value);
  }
  if ((value === undefined && isOptional) || !isKnown(value) || kind.matches(value)) {
    return;
  }
  refuse(scope, {
    what,
    value,
    allowed: kind.allowed,
    fix: value === undefined ? `Set ${what}.` : `Change ${what}.`,
  });
}

function propsOf(
  scope: IConstruct,
  props: unknown,
  named: (prop: string) => string,
): Record<string, unknown> {
  if (props === undefined) {
    return {};
  }
  checkKind(scope, named("props"), props, object);
  return props as Record<string, unknown>;
}

/**
 * Refuses a name that is nearly one of a prop. Other names pass: a construct's subclass may pass on
 * props that hold some of its own.
 */
function checkNames(
  scope: IConstruct,
  given: Readonly<Record<string, unknown>>,
  known: readonly string[],
  named: (prop: string) => string,
): void {
  const missing = known.filter((name) => given[name] === undefined);
  for (const name of Object.keys(given)) {
    const meant = known.includes(name) ? undefined : nearestName(name, missing);
    if (meant === undefined) {
      continue;
    }
    refuse(scope, {
      what: "name of a prop",
      value: named(name),
      allowed: known.map(named).join(", "),
      fix: `Did you mean ${named(meant)}?`,
    });
  }
}

export function required(kind: Kind): RequiredKind {
  return { ...kind, required: true };
}

/** A kind of which an error shows an example. */
export function kind(allowed: string, matches: (value: unknown) => boolean): Kind {
  return { allowed, matches };
}

export const string = kind("a string", (value) => typeof value === "string");
export const number = kind("a number", (value) => typeof value === "number");
export const boolean = kind("true or false", (value) => typeof value === "boolean");
export const object = kind("an object", isObject);

/** A prop whose own check refuses every other type. */
export const checkedElsewhere = kind("", () => true);

/** A list whose items the synthesis needs. */
export function listOf({ allowed, matches }: Kind): Kind {
  return kind(
    `a list, each item ${allowed}`,
    (value) => Array.isArray(value) && value.every((item) => !isKnown(item) || matches(item)),
  );
}

/** A list of strings of which Terraform alone needs the items, so it may be known only at apply. */
export const strings: Kind = { ...listOf(string), takesListToken: true };

export function mapOf({ allowed, matches }: Kind): Kind {
  return kind(
    `an object, each value ${allowed}`,
    (value) =>
      isObject(value) && Object.values(value).every((item) => !isKnown(item) || matches(item)),
  );
}

/** An object with certain methods and properties, e.g. a construct or an integration. */
export function objectWith(allowed: string, ...members: readonly string[]): Kind {
  return kind(allowed, (value) => isObject(value) && members.every((member) => member in value));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
