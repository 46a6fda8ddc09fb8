import { evaluate, type Verdict } from "../../iam/evaluate";
import type { Statement } from "../../iam/policy";
import { rolePolicies, type RolePolicies } from "../../iam/role-policies";
import type { StackPolicy } from "../../iam/stack-policy";
import { matchesWildcards } from "../../iam/wildcards";
import { findFunction, inspectStack, shownName, type InspectedStack } from "./inspect-stack";
import { managedStatements } from "./managed-policies";
import type { MatcherResult } from "../matcher-result";

/**
 * Whether the policies of a function's role allow it an action on a resource. What a policy that
 * isn't in the stack, or a condition, decides isn't known: then both the matcher and `.not` fail.
 */
export function toAllow(
  this: { readonly isNot?: boolean },
  received: unknown,
  functionName: string,
  action: string,
  resource: string,
): MatcherResult {
  return inspectStack(received, (stack) => {
    const fn = findFunction(stack, functionName);
    const policies = policiesOf(stack, fn.address);
    const request = { action, resource: inStack(stack, resource) };
    const what = `${shownName(fn)} ${action} on ${request.resource}`;
    const judgement = judge(policies, request);
    switch (judgement.kind) {
      case "allowed":
        return { pass: true, message: () => `Expected not to be allowed: ${what}` };
      case "unknown":
        return {
          pass: this.isNot ?? false,
          message: () =>
            [`It isn't known whether ${what} is allowed:`, ...judgement.why].join("\n"),
        };
      case "denied":
        return {
          pass: false,
          message: () =>
            [`Expected to be allowed: ${what}`, ...judgement.why, "", ...shown(policies)].join(
              "\n",
            ),
        };
    }
  });
}

/** With all statements of the managed policies that are known. */
function policiesOf(stack: InspectedStack, functionAddress: string): RolePolicies {
  const fn = stack.resolved.all().find(({ address }) => address === functionAddress);
  const arn = fn?.string("role") ?? "";
  const found = rolePolicies(stack.resolved, arn);
  if (!found) {
    throw new Error(`the role of ${functionAddress}, ${arn}, isn't in the stack`);
  }
  const whole = (policy: StackPolicy): StackPolicy =>
    policy.source.startsWith("arn:")
      ? { ...policy, statements: managedStatements(policy.source) }
      : policy;
  return {
    ...found,
    permissions: found.permissions.map(whole),
    boundary: found.boundary && whole(found.boundary),
  };
}

/** `*` as an ARN's region or account is the stack's. */
function inStack({ resolved }: InspectedStack, resource: string): string {
  const [arn, partition, service, region, account, ...rest] = resource.split(":");
  if (arn !== "arn" || rest.length === 0) {
    return resource;
  }
  const known = (given: string | undefined, own: string) => (given === "*" ? own : given);
  const place = [known(region, resolved.region), known(account, resolved.accountId)];
  return [arn, known(partition, "aws"), service, ...place, ...rest].join(":");
}

type Request = Readonly<Record<"action" | "resource", string>>;

type Judgement =
  { readonly kind: "allowed" } | { readonly kind: "denied" | "unknown"; readonly why: string[] };

function judge({ permissions, boundary }: RolePolicies, request: Request): Judgement {
  const own = judgeList(permissions, request);
  const limit: Judgement = boundary ? judgeList([boundary], request) : { kind: "allowed" };
  if (own.kind === "denied" || limit.kind === "allowed") {
    return own;
  }
  return {
    kind: limit.kind,
    why: limit.why.map((text) => `  permissions boundary: ${text.trim()}`),
  };
}

function judgeList(policies: readonly StackPolicy[], request: Request): Judgement {
  const statements = policies.flatMap((policy) => policy.statements ?? []);
  const verdict = evaluate(statements, { ...request, context: new Map() });
  const unknown = policies.filter((policy) => policy.statements === undefined);
  if (verdict.decision === "denied explicitly") {
    return { kind: "denied", why: ["  A statement denies it."] };
  }
  if (verdict.assumed.length > 0 || (verdict.decision !== "allowed" && unknown.length > 0)) {
    return { kind: "unknown", why: [...conditions(verdict), ...unknown.map(notKnown)] };
  }
  return verdict.decision === "allowed"
    ? { kind: "allowed" }
    : { kind: "denied", why: [`  ${miss(statements, request)}`] };
}

function conditions({ assumed }: Verdict): string[] {
  return assumed.map(
    ({ operator, key, values }) =>
      `  it depends on the condition ${operator} ${key} ${values.join(", ")}`,
  );
}

function notKnown({ source }: StackPolicy): string {
  return `  the content of ${source} isn't known`;
}

/** What the nearest statement lacks. */
function miss(statements: readonly Statement[], { action, resource }: Request): string {
  const allowing = statements.filter(({ effect }) => effect === "Allow");
  const ofAction = allowing.filter((statement) =>
    statement.action.values.some((one) =>
      matchesWildcards(one.toLowerCase(), action.toLowerCase()),
    ),
  );
  if (ofAction.length > 0) {
    const resources = ofAction.flatMap((one) => one.resource?.values ?? []);
    return `The action is allowed, but on ${resources.join(", ")}.`;
  }
  const ofResource = allowing.filter((statement) =>
    statement.resource?.values.some((one) => one !== "*" && matchesWildcards(one, resource)),
  );
  return ofResource.length > 0
    ? `On this resource it may: ${ofResource.flatMap((one) => one.action.values).join(", ")}.`
    : "No statement is about this action or this resource.";
}

function shown({ permissions }: RolePolicies): string[] {
  const lines = permissions.flatMap(({ source, statements = [] }) => [
    `  ${source}`,
    ...statements.map((statement) => `    ${statementText(statement)}`),
  ]);
  return lines.length === 0 ? ["Its role has no policies."] : ["Policies of its role:", ...lines];
}

function statementText({ effect, action, resource, conditions: ifs }: Statement): string {
  const list = (element: Statement["action"] | undefined) =>
    `${element?.isNegated ? "all but " : ""}${element?.values.join(", ") ?? "*"}`;
  return `${effect} ${list(action)} on ${list(resource)}${ifs.length > 0 ? ", with conditions" : ""}`;
}
