import { COMPARISONS } from "./comparisons";
import type { Condition } from "./policy";

/**
 * The condition keys of a request, in lower case. A key that the request lacks has no values; a key
 * that isn't in the map has an unknown value.
 */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** Undefined if the condition can't be evaluated locally. */
type Outcome = boolean | undefined;

/**
 * Whether a request meets a condition; undefined if its key or operator is unknown, or one of its
 * values malformed.
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
  const comparison = COMPARISONS.get(name);
  if (!comparison) {
    return undefined;
  }
  if (given.length === 0 && (ifExists || set === "ForAllValues")) {
    return true;
  }
  const [compare, isNegated] = comparison;
  const fits = (value: string): Outcome => {
    const matches = some(condition.values.map((wanted) => compare(wanted, value)));
    return matches === undefined ? undefined : matches !== isNegated;
  };
  if (set === "ForAnyValue") {
    return some(given.map(fits));
  }
  // Without a value, only a negated operator is met.
  return given.length === 0 ? isNegated : every(given.map(fits));
}

function some(outcomes: readonly Outcome[]): Outcome {
  return outcomes.includes(true) || (outcomes.includes(undefined) ? undefined : false);
}

function every(outcomes: readonly Outcome[]): Outcome {
  return outcomes.includes(false) ? false : outcomes.includes(undefined) ? undefined : true;
}
