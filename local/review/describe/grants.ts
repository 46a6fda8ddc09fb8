import type { Condition, Element, Principal, Statement } from "../../iam/policy";
import { rolePolicies } from "../../iam/role-policies";
import { ifResolved, stackPolicy, type StackPolicy } from "../../iam/stack-policy";
import { parseFunctionReference } from "../../lambda/config/function-reference";
import type { ResolvedResource, ResolvedStack } from "../../terraform";
import type { Grant } from "./grant";
import { hashOf } from "./hash";

type Readable = (text: string) => string;

interface DescribedGrants {
  readonly grants: readonly Grant[];
  /** Addresses of the policies that can't be read. */
  readonly unread: readonly string[];
}

/** What the policies of a stack grant or deny, one action on one resource at a time. */
export function describeGrants(stack: ResolvedStack, readable: Readable): DescribedGrants {
  const policies = [
    ...stack.ofType("aws_iam_role").flatMap((role) => {
      const unread = { grants: [], unread: [role.address] };
      return ifResolved(() => ofRole(stack, role, readable)) ?? [unread];
    }),
    ...stack.ofType("aws_lambda_permission").map((one) => ofPermission(stack, one, readable)),
    ...RESOURCE_POLICIES.flatMap((type) => stack.ofType(type)).map((resource) =>
      ofResourcePolicy(resource, readable),
    ),
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
  const arn = role.string("arn") ?? "";
  const policies = rolePolicies(stack, arn);
  if (!policies) {
    return [{ grants: [], unread: [role.address] }];
  }
  const { address } = role;
  const functions = functionsWith(stack, arn);
  const owners = functions.length > 0 ? functions : [role.string("name") ?? role.name];
  const trust = ofPolicy(policies.trust, (statement, policy) =>
    principalsOf(statement, readable).flatMap((who) =>
      ofStatement(statement, { readable, who, address, policy, ownResource: address }),
    ),
  );
  const permissions = owners.flatMap((who) =>
    policies.permissions.map((policy) =>
      policy.source.startsWith("arn:")
        ? managed({ who, address }, policy.source)
        : ofPolicy(policy, (statement, source) =>
            ofStatement(statement, { readable, who, address, policy: source }),
          ),
    ),
  );
  return [trust, ...permissions];
}

/** The functions whose execution role it is: they are what a reader knows. */
function functionsWith(stack: ResolvedStack, roleArn: string): string[] {
  return stack
    .ofType("aws_lambda_function")
    .filter((fn) => ifResolved(() => fn.string("role")) === roleArn)
    .flatMap((fn) => ifResolved(() => fn.string("function_name")) ?? []);
}

/** Resources whose attribute `policy` says who may use them. */
const RESOURCE_POLICIES = [
  "aws_api_gateway_rest_api",
  "aws_api_gateway_rest_api_policy",
  "aws_dynamodb_resource_policy",
  "aws_kms_key",
  "aws_kms_key_policy",
  "aws_s3_bucket_policy",
  "aws_secretsmanager_secret_policy",
  "aws_sns_topic",
  "aws_sns_topic_policy",
  "aws_sqs_queue",
  "aws_sqs_queue_policy",
];

function ofResourcePolicy(resource: ResolvedResource, readable: Readable): DescribedGrants {
  const { address } = resource;
  const policy = stackPolicy(address, () => resource.string("policy"));
  return ofPolicy(policy, (statement) =>
    principalsOf(statement, readable).flatMap((who) =>
      ofStatement(statement, { readable, who, address, policy: address, ownResource: address }),
    ),
  );
}

function ofPolicy(
  { source, statements }: StackPolicy,
  describe: (statement: Statement, policy: string) => Grant[],
): DescribedGrants {
  return statements
    ? { grants: statements.flatMap((one) => describe(one, source)), unread: [] }
    : { grants: [], unread: [source] };
}

/** The content of a policy that isn't in the stack isn't known. */
function managed(owner: Pick<Grant, "who" | "address">, arn: string): DescribedGrants {
  const grant = {
    ...owner,
    policy: arn,
    effect: "Allow" as const,
    action: `policy ${arn.replace(/^.*:policy\//, "")}`,
    resource: "*",
    source: undefined,
    conditionKeys: [],
    conditions: "",
  };
  return { grants: [grant], unread: [] };
}

interface StatementContext extends Pick<Grant, "who" | "address" | "policy"> {
  readonly readable: Readable;
  /** What a statement without a resource is about. */
  readonly ownResource?: string;
}

function ofStatement(
  statement: Statement,
  { readable, who, address, policy, ownResource = "*" }: StatementContext,
): Grant[] {
  const resources = statement.resource ? texts(statement.resource).map(readable) : [ownResource];
  return texts(statement.action).flatMap((action) =>
    resources.map((resource) => ({
      who,
      address,
      policy,
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
  ["invoked_via_function_url", "lambda:InvokedViaFunctionUrl"],
] as const;

function ofPermission(
  stack: ResolvedStack,
  permission: ResolvedResource,
  readable: Readable,
): DescribedGrants {
  const { address } = permission;
  const grant = ifResolved(() => {
    const source = permission.string("source_arn");
    const limits = LIMITS.flatMap(([attribute, key]) => {
      const value = permission.string(attribute);
      return value === undefined ? [] : [{ key, value }];
    });
    return {
      who: readable(permission.string("principal") ?? ""),
      address,
      policy: address,
      effect: "Allow" as const,
      action: permission.string("action") ?? "",
      resource: permittedFunction(stack, permission),
      source: source === undefined ? undefined : readable(source),
      conditionKeys: limits.map(({ key }) => key).toSorted(),
      conditions:
        limits.length === 0
          ? ""
          : hashOf(limits.map(({ key, value }) => `${key} ${value}`).join("\n")),
    };
  });
  return grant === undefined ? { grants: [], unread: [address] } : { grants: [grant], unread: [] };
}

/** The address of the function, or its name if it isn't in the stack; with the qualifier. */
function permittedFunction(stack: ResolvedStack, permission: ResolvedResource): string {
  const called = permission.string("function_name") ?? "";
  const { name, qualifier: own } = parseFunctionReference(called) ?? { name: called };
  const fn = stack
    .ofType("aws_lambda_function")
    .find((one) => ifResolved(() => one.string("function_name")) === name);
  const qualifier = permission.string("qualifier") ?? own;
  const target = fn?.address ?? name;
  return qualifier === undefined ? target : `${target}:${qualifier}`;
}
