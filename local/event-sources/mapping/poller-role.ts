import { rolePolicies, type RolePolicies } from "../../iam/role-policies";
import { accessBy, ifResolved, type StackPolicy } from "../../iam/stack-policy";
import { parseFunctionReference } from "../../lambda/config/function-reference";
import { type ResolvedResource, type ResolvedStack, StackError } from "../../terraform";

/** What Lambda does with the function's execution role, by the service of the source. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
  kinesis: ["kinesis:GetRecords", "kinesis:GetShardIterator"],
  sqs: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
};

/**
 * Checks that the function's role may read the source of a mapping: Lambda polls with this role.
 * A role or policy outside the stack is assumed to allow it.
 * @throws StackError that names the actions to allow
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
 */
export function checkPollerRole(stack: ResolvedStack, mapping: ResolvedResource): void {
  const resource = mapping.string("event_source_arn") ?? "";
  const [, , service = ""] = resource.split(":");
  const role = roleOf(stack, mapping.string("function_name") ?? "");
  if (!role) {
    return;
  }
  const missing = (ACTIONS[service] ?? []).filter((action) => !allows(role, action, resource));
  if (missing.length > 0) {
    throw new StackError(
      `${mapping.address}: the function's role, ${role.address}, may not read ${resource}: ` +
        `AWS refuses the mapping. Allow ${missing.join(", ")}`,
    );
  }
}

function roleOf(stack: ResolvedStack, functionRef: string): RolePolicies | undefined {
  const name = parseFunctionReference(functionRef)?.name;
  const fn = stack
    .ofType("aws_lambda_function")
    .find((one) => ifResolved(() => one.string("function_name")) === name);
  const arn = fn && ifResolved(() => fn.string("role"));
  return arn === undefined ? undefined : rolePolicies(stack, arn);
}

function allows({ permissions, boundary }: RolePolicies, action: string, resource: string) {
  const request = { action, resource, context: new Map() };
  return [permissions, boundary ? [boundary] : undefined].every(
    (policies) => !policies || accessBy(policies.map(whole), request).isAllowed,
  );
}

/** Of AWS's managed policies, only the statements about Lambda are known. */
function whole(policy: StackPolicy): StackPolicy {
  const isPartial = policy.source.startsWith("arn:") && policy.statements?.length !== 0;
  return isPartial ? { ...policy, statements: undefined } : policy;
}
