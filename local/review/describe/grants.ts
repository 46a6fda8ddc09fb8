import type { Condition, Element, Principal, Statement } from "../../iam/policy";
import { rolePolicies } from "../../iam/role-policies";
import { ifResolved, type StackPolicy } from "../../iam/stack-policy";
import { parseFunctionReference } from "../../lambda/config/function-reference";
import type { ResolvedResource, ResolvedStack } from "../../terraform";
import type { Grant } from "./grant";
import { hashOf } from "./hash";

type Readable = (text: string) => string;

interface DescribedGrants {
  readonly grants: readonly Grant[];
  /** Policies that can't be read, a sentence each. */
  readonly unread: readonly string[];
}

/** What the policies of a stack grant or deny, one action on one resource at a time. */
export function describeGrants(stack: ResolvedStack, readable: Readable): DescribedGrants {
  const policies = [
    ...stack.ofType("aws_iam_role").flatMap((role) => ofRole(stack, role, readable)),
    ...stack.ofType("aws_lambda_permission").map((one) => ofPermission(one, readable)),
  ];
  return {
    grants: policies.flatMap(({ grants }) => grants),
    unread: [...new Set(policies.flatMap(({ unread }) => unread))],
  };
}

function ofRole(
  stack: ResolvedStack,
  role: ResolvedResource,
  readable: Readable,
): DescribedGrants[] {
  const arn = ifResolved(() => role.string("arn"));
  const policies = arn === undefined ? undefined : rolePolicies(stack, arn);
  if (arn === undefined || !policies) {
    return [{ grants: [], unread: [`${role.address} can't be read by the review.`] }];
  }
  const name = role.string("name") ?? role.name;
  const who = functionsWith(stack, arn) || name;
  const trust = ofPolicy(policies.trust, (statement) =>
    principalsOf(statement, readable).flatMap((principal) =>
      ofStatement(statement, principal, { readable, ownResource: name }),
    ),
  );
  const permissions = policies.permissions.map((policy) =>
    policy.source.startsWith("arn:")
      ? managed(who, policy.source)
      : ofPolicy(policy, (statement) => ofStatement(statement, who, { readable })),
  );
  return [trust, ...permissions];
}

/** The functions whose execution role it is: they are what a reader knows. */
function functionsWith(stack: ResolvedStack, roleArn: string): string {
  return stack
    .ofType("aws_lambda_function")
    .filter((fn) => ifResolved(() => fn.string("role")) === roleArn)
    .flatMap((fn) => ifResolved(() => fn.string("function_name")) ?? [])
    .join(", ");
}

function ofPolicy(
  { source, statements }: StackPolicy,
  describe: (statement: Statement) => Grant[],
): DescribedGrants {
  return statements
    ? { grants: statements.flatMap(describe), unread: [] }
    : { grants: [], unread: [`${source} has a policy that can't be read by the review.`] };
}

/** The content of a policy that isn't in the stack isn't known. */
function managed(who: string, arn: string): DescribedGrants {
  const grant = {
    who,
    effect: "Allow" as const,
    action: `policy ${arn.replace(/^.*:policy\//, "")}`,
    resource: "*",
    source: undefined,
    conditionKeys: [],
    conditions: "",
  };
  return { grants: [grant], unread: [] };
}

interface StatementContext {
  readonly readable: Readable;
  /** What a statement without a resource is about. */
  readonly ownResource?: string;
}

function ofStatement(
  statement: Statement,
  who: string,
  { readable, ownResource = "*" }: StatementContext,
): Grant[] {
  const resources = statement.resource ? texts(statement.resource).map(readable) : [ownResource];
  return texts(statement.action).flatMap((action) =>
    resources.map((resource) => ({
      who,
      effect: statement.effect,
      action,
      resource,
      source: undefined,
      ...conditionsOf(statement.conditions, readable),
    })),
  );
}

/** A negated element allows everything but its values together. */
function texts({ values, isNegated }: Element<string>): readonly string[] {
  return isNegated ? [`not ${values.toSorted().join(", ")}`] : values;
}

function principalsOf({ principal }: Statement, readable: Readable): string[] {
  const values = (principal?.values ?? []).map((one) => principalText(one, readable));
  return principal?.isNegated ? [`not ${values.toSorted().join(", ")}`] : values;
}

function principalText(principal: Principal | "*", readable: Readable): string {
  return principal === "*" ? "*" : readable(principal.id);
}

function conditionsOf(
  conditions: readonly Condition[],
  readable: Readable,
): Pick<Grant, "conditionKeys" | "conditions"> {
  const lines = conditions
    .map(({ operator, key, values }) => `${operator} ${key} ${values.map(readable).toSorted()}`)
    .toSorted();
  return {
    conditionKeys: [...new Set(conditions.map(({ key }) => key))].toSorted(),
    conditions: lines.length === 0 ? "" : hashOf(lines.join("\n")),
  };
}

/** Attributes of a permission that limit it besides its source, and the keys of their conditions. */
const LIMITS = [
  ["source_account", "aws:SourceAccount"],
  ["principal_org_id", "aws:PrincipalOrgID"],
  ["event_source_token", "lambda:EventSourceToken"],
  ["function_url_auth_type", "lambda:FunctionUrlAuthType"],
] as const;

function ofPermission(permission: ResolvedResource, readable: Readable): DescribedGrants {
  const grant = ifResolved(() => {
    const called = permission.string("function_name") ?? "";
    const named = parseFunctionReference(called);
    const name = named?.name ?? called;
    const qualifier = permission.string("qualifier") ?? named?.qualifier;
    const source = permission.string("source_arn");
    const limits = LIMITS.flatMap(([attribute, key]) => {
      const value = permission.string(attribute);
      return value === undefined ? [] : [{ key, value }];
    });
    return {
      who: readable(permission.string("principal") ?? ""),
      effect: "Allow" as const,
      action: permission.string("action") ?? "",
      resource: qualifier === undefined ? name : `${name}:${qualifier}`,
      source: source === undefined ? undefined : readable(source),
      conditionKeys: limits.map(({ key }) => key).toSorted(),
      conditions:
        limits.length === 0
          ? ""
          : hashOf(limits.map(({ key, value }) => `${key} ${value}`).join("\n")),
    };
  });
  return grant === undefined
    ? { grants: [], unread: [`${permission.address} can't be read by the review.`] }
    : { grants: [grant], unread: [] };
}
