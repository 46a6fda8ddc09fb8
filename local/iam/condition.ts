import type { Condition } from "./policy";
import { matchesArn, matchesWildcards } from "./wildcards";

/**
 * The condition keys of a request, in lower case. A key that the request lacks has no values; a key
 * that isn't in the map has an unknown value.
 */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** Undefined if the condition can't be evaluated locally. */
type Outcome = boolean | undefined;

type Compare = (wanted: string, value: string) => boolean;

const equal: Compare = (wanted, value) => wanted === value;
const equalIgnoringCase: Compare = (wanted, value) => wanted.toLowerCase() === value.toLowerCase();

/** The comparison of each operator. A negated operator is true if the comparison fails. */
const COMPARISONS: Readonly<Record<string, readonly [compare: Compare, isNegated: boolean]>> = {
  ArnEquals: [matchesArn, false],
  ArnLike: [matchesArn, false],
  ArnNotEquals: [matchesArn, true],
  ArnNotLike: [matchesArn, true],
  Bool: [equalIgnoringCase, false],
  StringEquals: [equal, false],
  StringEqualsIgnoreCase: [equalIgnoringCase, false],
  StringLike: [matchesWildcards, false],
  StringNotEquals: [equal, true],
  StringNotEqualsIgnoreCase: [equalIgnoringCase, true],
  StringNotLike: [matchesWildcards, true],
};

/**
 * Whether a request meets a condition; undefined if its key or operator is unknown.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function meets(condition: Condition, context: RequestContext): Outcome {
  const given = context.get(condition.key.toLowerCase());
  if (!given || condition.values.some((value) => value.includes("${"))) {
    return undefined;
  }
  const [, set, name = "", ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(condition.operator) ?? [];
  if (name === "Null") {
    return condition.values.includes(String(given.length === 0));
  }
  const comparison = COMPARISONS[name];
  if (!comparison) {
    return undefined;
  }
  if (given.length === 0 && (ifExists || set === "ForAllValues")) {
    return true;
  }
  const [compare, isNegated] = comparison;
  const fits = (value: string): boolean =>
    condition.values.some((wanted) => compare(wanted, value)) !== isNegated;
  if (set === "ForAnyValue") {
    return given.some(fits);
  }
  // Without a value, only a negated operator is met.
  return given.length === 0 ? isNegated : given.every(fits);
}
