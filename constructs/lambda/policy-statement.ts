import type { IConstruct } from "constructs";
import { checkChoice, checkCount, checkPattern } from "../core/checks";
import type { Kinds } from "../core/props";
import { checkProps, mapOf, object, required, string, strings } from "../core/props";
import { refuse } from "../core/refusal";

/**
 * What a role may or must not do.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export interface PolicyStatement {
  /**
   * Actions with their service, e.g. `dynamodb:GetItem` or `s3:Get*`. `*`, every action of every
   * service, is allowed only with `effect: "Deny"`.
   */
  readonly actions: readonly string[];
  /** ARNs, in which `*` and `?` are wildcards, or just `*`. */
  readonly resources: readonly string[];
  /**
   * Whether the actions are allowed or denied. A denial overrides what any other policy allows.
   * @default "Allow"
   */
  readonly effect?: "Allow" | "Deny";
  /**
   * When the statement applies: by operator and condition key, one value or several, e.g.
   * `{ StringEquals: { "aws:ResourceTag/team": ["pets", "shop"] } }`.
   * @default always
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
   */
  readonly conditions?: PolicyConditions;
  /**
   * Identifier of the statement, unique in the policy: letters and digits.
   * @default none
   */
  readonly sid?: string;
}

/** Values by condition key, by operator. */
export type PolicyConditions = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;

const KINDS: Kinds<PolicyStatement> = {
  actions: required(strings),
  resources: required(strings),
  effect: string,
  conditions: mapOf(object),
  sid: string,
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATOR =
  /^(For(AllValues|AnyValue):)?((String(Not)?(Equals(IgnoreCase)?|Like)|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?|Null)$/;

const SOME = { min: 1, max: Number.MAX_SAFE_INTEGER };

/**
 * Refuses statements that IAM refuses, or that can't mean anything.
 * @throws if an action has no service, a resource is not an ARN, or another part is malformed
 */
export function checkStatements(scope: IConstruct, statements: readonly PolicyStatement[]): void {
  const sids = new Set<string>();
  for (const statement of statements) {
    checkProps(scope, statement, KINDS, (prop) => `${prop} of a statement`);
    checkActions(scope, statement);
    checkResources(scope, statement.resources);
    checkChoice(scope, "effect of a statement", statement.effect, ["Allow", "Deny"]);
    checkConditions(scope, statement.conditions);
    checkSid(scope, statement.sid, sids);
  }
}

function checkActions(scope: IConstruct, { actions, effect }: PolicyStatement): void {
  checkCount(scope, "actions of a statement", actions, { ...SOME, of: "actions" });
  for (const action of actions) {
    if (action === "*" && effect === "Deny") {
      continue;
    }
    checkPattern(scope, "action of a statement", action, {
      pattern: /^[a-z0-9-]+:[a-z0-9*?]+$/i,
      allowed: 'a service and an action, e.g. "dynamodb:GetItem" or "s3:Get*"',
      fix: "Name the service, and no more actions than the function needs.",
    });
  }
}

function checkResources(scope: IConstruct, resources: readonly string[]): void {
  checkCount(scope, "resources of a statement", resources, { ...SOME, of: "resources" });
  for (const resource of resources) {
    checkPattern(scope, "resource of a statement", resource, {
      pattern: /^(\*|arn:([^:]*:){4}.+)$/s,
      allowed: 'an ARN, or "*"',
      fix: "Use the ARN of the resource, e.g. arn:aws:dynamodb:us-east-1:123456789012:table/pets.",
    });
  }
}

/** Refuses conditions that IAM refuses. */
export function checkConditions(scope: IConstruct, conditions: PolicyConditions = {}): void {
  for (const [operator, keys] of Object.entries(conditions)) {
    checkPattern(scope, "condition operator of a statement", operator, {
      pattern: OPERATOR,
      allowed: 'an operator of IAM, e.g. "StringEquals" or "ForAnyValue:StringLike"',
      fix: "Write conditions as { operator: { key: value } }.",
    });
    for (const key of Object.keys(keys)) {
      checkPattern(scope, `condition key of ${operator}`, key, {
        pattern: /^[a-z0-9-]+:\S+$/i,
        allowed: 'a key with its service, e.g. "aws:SourceAccount" or "s3:prefix"',
        fix: "Write conditions as { operator: { key: value } }.",
      });
    }
  }
}

/** Refuses a sid that is malformed or taken, and takes it. */
export function checkSid(scope: IConstruct, sid: string | undefined, taken: Set<string>): void {
  if (sid === undefined) {
    return;
  }
  checkPattern(scope, "sid of a statement", sid, {
    pattern: /^[A-Za-z0-9]+$/,
    allowed: "letters and digits",
    fix: "Rename it, or leave it out.",
  });
  if (taken.has(sid)) {
    refuse(scope, {
      what: "sid of a statement",
      value: sid,
      allowed: "a sid that no other statement of the policy has",
      fix: "Rename one of the two, or leave it out.",
    });
  }
  taken.add(sid);
}
