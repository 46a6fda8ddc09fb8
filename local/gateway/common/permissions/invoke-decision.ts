import { API_GATEWAY } from "../../../iam/function-policies";
import type { AccessRequest } from "../../../iam/evaluate";
import type { Condition } from "../../../iam/policy";
import type { RolePolicies } from "../../../iam/role-policies";
import type { StackPolicies } from "../../../iam/stack-policies";
import { accessBy, type Access, type StackPolicy } from "../../../iam/stack-policy";

/** The function that an integration invokes. */
export interface Target {
  readonly name: string;
  readonly qualifier: string | undefined;
  /** With the qualifier, if any. */
  readonly arn: string;
}

export interface Decision {
  /** Why the function may not be invoked, and what to add. */
  readonly denial: string | undefined;
  /** The assumptions behind a permission, each a sentence. */
  readonly assumptions: readonly string[];
}

const INVOKE = "lambda:InvokeFunction";

/**
 * Whether the resource-based policy of a function allows API Gateway to invoke it.
 * @param sources possible source ARNs of the request: one must be allowed
 * @param suggestedSource the `source_arn` of the suggested permission
 */
export function invokedByPermission(
  stack: StackPolicies,
  target: Target,
  sources: readonly string[],
  suggestedSource: string,
): Decision {
  const policies = stack.ofFunction(target.arn);
  const access = sources.map((source) =>
    accessBy(policies, {
      principal: API_GATEWAY,
      action: INVOKE,
      resource: target.arn,
      context: new Map([
        ["aws:sourcearn", [source]],
        ["aws:sourceaccount", [source.split(":")[4] ?? ""]],
        ["lambda:eventsourcetoken", []],
        ["lambda:functionurlauthtype", []],
        ["lambda:invokedviafunctionurl", []],
      ]),
    }),
  );
  const allowed = access.find(({ isAllowed }) => isAllowed);
  if (allowed) {
    return { denial: undefined, assumptions: allowed.assumptions };
  }
  const others = policies.map(limits).join("; ");
  const accounts = otherAccounts(others, target.arn);
  const hint =
    accounts.length > 0 ? ` If this account is yours, pass --account-id ${accounts[0]}.` : "";
  const attributes = {
    action: INVOKE,
    function_name: target.name,
    ...(target.qualifier !== undefined && { qualifier: target.qualifier }),
    principal: API_GATEWAY.id,
    source_arn: suggestedSource,
  };
  const lines = Object.entries(attributes).map(([name, value]) => `${name} = "${value}"`);
  return {
    denial: `no aws_lambda_permission lets API Gateway invoke ${target.arn} for ${sources.join(" or ")}${others && ` (${others})`}. Add one with ${lines.join(", ")}.${hint}`,
    assumptions: [],
  };
}

/** The accounts in the source ARNs of permissions, without that of the function. */
function otherAccounts(permissions: string, functionArn: string): string[] {
  const [, , , , own = ""] = functionArn.split(":");
  return [...permissions.matchAll(/:execute-api:[\w*-]*:(\d{12}):/g)]
    .map(([, account = ""]) => account)
    .filter((account) => account !== own);
}

/** The scope of a permission, which shows why it doesn't cover the request. */
function limits({ source, statements = [] }: StackPolicy): string {
  const of = ({ action, conditions }: (typeof statements)[number]) => [
    ...action.values,
    ...conditions.map(({ key, values }: Condition) => `${key} ${values.join(", ")}`),
  ];
  return `${source} allows ${statements.flatMap(of).join(", ")}`;
}

/** Whether API Gateway may assume the role, and the role may invoke the function. */
export function invokedByRole(stack: StackPolicies, target: Target, roleArn: string): Decision {
  const role = stack.ofRole(roleArn);
  if (!role) {
    const assumption = `${roleArn} is not a role of this stack: the local runner assumes that it may invoke ${target.arn}.`;
    return { denial: undefined, assumptions: [assumption] };
  }
  const trust = assumedByApiGateway(stack, roleArn);
  if (trust.denial !== undefined) {
    return trust;
  }
  const request = {
    principal: { type: "AWS", id: roleArn },
    action: INVOKE,
    resource: target.arn,
    context: new Map(),
  } as const;
  const missing = { Effect: "Allow", Action: INVOKE, Resource: target.arn };
  const bounds = accessBy(role.boundary ? [role.boundary] : [EVERYTHING], request);
  if (!bounds.isAllowed) {
    return denied(
      `${role.address} has a permissions boundary that excludes ${target.arn}`,
      bounds,
      missing,
    );
  }
  const granted = grantedTo(role, request, stack.ofFunction(target.arn));
  if (!granted.isAllowed) {
    return denied(`${role.address} may not invoke ${target.arn}`, granted, missing);
  }
  const assumptions = [trust, bounds, granted].flatMap((access) => access.assumptions);
  return { denial: undefined, assumptions };
}

/** Whether API Gateway may assume a role. */
export function assumedByApiGateway(stack: StackPolicies, roleArn: string): Decision {
  const role = stack.ofRole(roleArn);
  if (!role) {
    const assumption = `${roleArn} is not a role of this stack: the local runner assumes that API Gateway may assume it.`;
    return { denial: undefined, assumptions: [assumption] };
  }
  const trust = accessBy([role.trust], {
    principal: API_GATEWAY,
    action: "sts:AssumeRole",
    resource: roleArn,
    context: ASSUMING,
  });
  return trust.isAllowed
    ? { denial: undefined, assumptions: trust.assumptions }
    : denied(`${role.address} can't be assumed by API Gateway`, trust, TRUST);
}

/** Access by a policy of the role, or by a policy of the function that names the role. */
function grantedTo(
  { permissions }: RolePolicies,
  request: AccessRequest,
  ofFunction: readonly StackPolicy[],
): Access {
  const own = accessBy(permissions, request);
  if (own.isAllowed || own.isDeniedExplicitly) {
    return own;
  }
  const byFunction = accessBy(ofFunction, request);
  return byFunction.isAllowed ? byFunction : own;
}

/** API Gateway assumes a role without naming the API: AWS documents no condition key for it. */
const ASSUMING = new Map([
  ["aws:sourcearn", []],
  ["aws:sourceaccount", []],
  ["sts:externalid", []],
]);

const TRUST = {
  Effect: "Allow",
  Principal: { Service: API_GATEWAY.id },
  Action: "sts:AssumeRole",
};

const EVERYTHING: StackPolicy = {
  source: "no boundary",
  statements: [{ effect: "Allow", action: { values: ["*"], isNegated: false }, conditions: [] }],
};

function denied(what: string, { isDeniedExplicitly }: Access, statement: object): Decision {
  const fix = isDeniedExplicitly
    ? "a policy statement denies it. Remove or narrow that statement."
    : `no policy of the stack allows it. Add ${JSON.stringify(statement)}.`;
  return { denial: `${what}: ${fix}`, assumptions: [] };
}
