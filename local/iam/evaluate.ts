import { meets, type RequestContext } from "./condition";
import type { Condition, Element, Principal, Statement } from "./policy";
import { matchesWildcards } from "./wildcards";

/** A request to IAM: may this principal perform the action on the resource? */
export interface AccessRequest {
  /** Needed for policies that name principals. A list: the names of one principal. */
  readonly principal?: Principal | readonly Principal[];
  /** `lambda:InvokeFunction` */
  readonly action: string;
  /** ARN of the resource. */
  readonly resource: string;
  readonly context: RequestContext;
}

export interface Verdict {
  /** A request that no statement allows is denied implicitly. */
  readonly decision: "allowed" | "denied implicitly" | "denied explicitly";
  /**
   * Conditions that can't be evaluated locally, and were assumed in favor of the request. Unless it
   * is denied implicitly, the decision rests on them.
   */
  readonly assumed: readonly Condition[];
}

/**
 * Whether statements allow a request: at least one must allow it, and none may deny it. A condition
 * that can't be evaluated is assumed in favor of the request.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(statements: readonly Statement[], request: AccessRequest): Verdict {
  const judged = statements
    .filter((statement) => isAbout(statement, request))
    .map(({ effect, conditions }) => ({ effect, ...judge(conditions, request.context) }));
  const denials = judged.filter(({ effect }) => effect === "Deny");
  if (denials.some(({ isMet }) => isMet)) {
    return { decision: "denied explicitly", assumed: [] };
  }
  const allowances = judged.filter(({ effect }) => effect === "Allow");
  const allowance =
    allowances.find(({ isMet }) => isMet) ?? allowances.find(({ isMet }) => isMet === undefined);
  if (!allowance) {
    return { decision: "denied implicitly", assumed: denials.flatMap(({ unknown }) => unknown) };
  }
  return {
    decision: "allowed",
    assumed: [allowance, ...denials].flatMap(({ unknown }) => unknown),
  };
}

interface Judgement {
  /** Undefined if it depends on a condition that can't be evaluated. */
  readonly isMet: boolean | undefined;
  /** The deciding conditions that can't be evaluated. */
  readonly unknown: readonly Condition[];
}

/** All conditions of a statement must be met. */
function judge(conditions: readonly Condition[], context: RequestContext): Judgement {
  const outcomes = conditions.map((condition) => ({ condition, isMet: meets(condition, context) }));
  if (outcomes.some(({ isMet }) => isMet === false)) {
    return { isMet: false, unknown: [] };
  }
  const unknown = outcomes.filter(({ isMet }) => isMet === undefined);
  return {
    isMet: unknown.length > 0 ? undefined : true,
    unknown: unknown.map(({ condition }) => condition),
  };
}

function isAbout(statement: Statement, { principal, action, resource }: AccessRequest): boolean {
  const { action: actions, resource: resources, principal: principals } = statement;
  return (
    has(principals, (one) => one === "*" || isOneOf(one, principal)) &&
    has(actions, (pattern) => matchesWildcards(pattern.toLowerCase(), action.toLowerCase())) &&
    has(resources, (pattern) => matchesWildcards(pattern, resource))
  );
}

/** A missing element, such as the resource of a trust policy, matches everything. */
function has<T>(element: Element<T> | undefined, fits: (value: T) => boolean): boolean {
  return element === undefined || element.values.some(fits) !== element.isNegated;
}

function isOneOf(one: Principal, names: AccessRequest["principal"]): boolean {
  return [names ?? []].flat().some(({ type, id }) => one.type === type && one.id === id);
}
