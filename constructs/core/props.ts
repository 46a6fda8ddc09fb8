import type { IConstruct } from "constructs";
import { isKnown } from "./known";
import { isListToken, listTokenProblem, partProblem } from "./list-token";
import { nearestName } from "./nearest-name";
import type { Refusal } from "./refusal";
import { refusalMessage, refuse } from "./refusal";
import { warn } from "./warning";

/** What a prop may be, as far as its type goes. */
export interface Kind {
  /** E.g. "a string", for errors. */
  readonly allowed: string;
  readonly matches: (value: unknown) => boolean;
  /** Whether the list may be one that is known only at apply: synthesis needs none of its items. */
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

/** How errors name a prop, e.g. with what it belongs to. */
type Named = (prop: string) => string;

const asIs: Named = (prop) => prop;

/**
 * Refuses props that are missing, unknown or of another type. The compiler finds these too, but
 * synthesis runs without it. A value known only at apply has any type.
 */
export function checkProps<Props extends object>(
  scope: IConstruct,
  props: Props,
  kinds: Kinds<Props>,
  named = asIs,
): void {
  refuseProblem(scope, propsProblem(props, kinds, named));
}

/**
 * As `checkProps`, for the props of a construct. A subclass may pass on props that hold some of its
 * own: these only cause a warning, unless their name is nearly one of a prop.
 * @param ofClass - the class that has the props
 */
export function checkConstructProps<Props extends object>(
  construct: IConstruct,
  ofClass: { readonly name: string },
  props: Props,
  kinds: Kinds<Props>,
): void {
  const subclass = construct.constructor;
  if (subclass === ofClass || !isObject(props)) {
    checkProps(construct, props, kinds);
    return;
  }
  const ofSubclass = unknownNames(props, kinds).filter(
    (name) => meantName(name, props, kinds) === undefined,
  );
  const others = Object.entries(props).filter(([name]) => !ofSubclass.includes(name));
  checkProps(construct, Object.fromEntries(others) as Props, kinds);
  for (const name of ofSubclass) {
    warn(
      construct,
      `${ofClass.name} has no prop ${name}, so it has no effect there. If it is a prop of ` +
        `${subclass.name}, leave it out of the props that super() gets.`,
    );
  }
}

/**
 * As `checkProps`, without the names, for a construct that converts its props before `super()`:
 * `checkConstructProps` checks the names afterwards.
 */
export function checkPropsOfNew<Props extends object>(
  scope: IConstruct,
  id: string,
  props: Props,
  kinds: Kinds<Props>,
): void {
  const problem = valuesProblem(props, kinds, asIs);
  if (problem !== undefined) {
    throw new Error(refusalMessage(`${scope.node.path}/${id}`, problem));
  }
}

/** What `checkProps` refuses, for a value that has no scope when it is created. */
export function propsProblem<Props extends object>(
  props: Props,
  kinds: Kinds<Props>,
  named = asIs,
): Refusal | undefined {
  const unknownName = isObject(props) ? nameProblem(props, kinds, named) : undefined;
  return unknownName ?? valuesProblem(props, kinds, named);
}

function valuesProblem<Props extends object>(
  props: Props,
  kinds: Kinds<Props>,
  named: Named,
): Refusal | undefined {
  if (props !== undefined && !isObject(props)) {
    return kindProblem(named("props"), props, object);
  }
  const values = (props ?? {}) as Readonly<Record<string, unknown>>;
  const problem = Object.entries<Kind>(kinds)
    .map(([name, kind]) => kindProblem(named(name), values[name], kind))
    .find((found) => found !== undefined);
  return problem ?? kindProblem(named("props"), props, required(object));
}

/** Refuses a value that is missing, if it is required, or not of a kind. */
export function checkKind(scope: IConstruct, what: string, value: unknown, kind: Kind): void {
  refuseProblem(scope, kindProblem(what, value, kind));
}

function refuseProblem(scope: IConstruct, problem: Refusal | undefined): void {
  if (problem !== undefined) {
    refuse(scope, problem);
  }
}

/** What `checkKind` refuses. */
export function kindProblem(what: string, value: unknown, kind: Kind): Refusal | undefined {
  const isOptional = !("required" in kind);
  if (isListToken(value) && !kind.takesListToken) {
    return listTokenProblem(what);
  }
  const part = Array.isArray(value) ? partProblem(what, value) : undefined;
  if (part !== undefined) {
    return part;
  }
  if ((value === undefined && isOptional) || !isKnown(value) || kind.matches(value)) {
    return undefined;
  }
  return {
    what,
    value,
    allowed: kind.allowed,
    fix: value === undefined ? `Set ${what}.` : `Change ${what}.`,
  };
}

function nameProblem(given: object, kinds: object, named: Named): Refusal | undefined {
  const [name] = unknownNames(given, kinds);
  if (name === undefined) {
    return undefined;
  }
  const meant = meantName(name, given, kinds);
  return {
    what: "name of a prop",
    value: name,
    allowed: Object.keys(kinds).join(", "),
    fix:
      meant === undefined
        ? `Remove ${named(name)}, or correct its name.`
        : `Did you mean ${named(meant)}?`,
  };
}

function unknownNames(given: object, kinds: object): string[] {
  return Object.keys(given).filter((name) => !Object.hasOwn(kinds, name));
}

/** The prop that a misspelled name probably means, among those that aren't given. */
function meantName(name: string, given: object, kinds: object): string | undefined {
  const values = given as Readonly<Record<string, unknown>>;
  const missing = Object.keys(kinds).filter((known) => values[known] === undefined);
  return nearestName(name, missing);
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
