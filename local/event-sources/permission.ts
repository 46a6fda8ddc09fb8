import { evaluate } from "../iam/evaluate";
import { functionPolicies } from "../iam/function-policies";
import { parseFunctionReference } from "../lambda/config/function-reference";
import { type ResolvedStack, StackError } from "../terraform";

/** Who invokes a function, on behalf of which resource. */
export interface Invoker {
  /** Of what invokes the function, for the message. */
  readonly address: string;
  /** `sns.amazonaws.com` */
  readonly principal: string;
  readonly sourceArn: string;
}

/**
 * Checks that a function's resource-based policy lets a service invoke it.
 * @throws StackError that names what to add
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function checkPermission(
  stack: ResolvedStack,
  functionRef: string,
  { address, principal, sourceArn }: Invoker,
): void {
  const policies = functionPolicies(stack, functionRef, principal);
  const statements = policies.flatMap(({ statements: known = [] }) => known);
  const { decision } = evaluate(statements, {
    principal: { type: "Service", id: principal },
    action: "lambda:InvokeFunction",
    resource: functionRef,
    context: new Map([
      ["aws:sourcearn", [sourceArn]],
      // ARNs of buckets have no account.
      ["aws:sourceaccount", [sourceArn.split(":")[4] || stack.accountId]],
      // A service belongs to no organization.
      ["aws:principalorgid", []],
      ["lambda:eventsourcetoken", []],
      ["lambda:functionurlauthtype", []],
    ]),
  });
  if (decision !== "allowed") {
    const name = parseFunctionReference(functionRef)?.name ?? functionRef;
    const unknown = policies.filter((policy) => policy.statements === undefined);
    const unread = unknown.map(({ source }) => ` (${source} has values that only AWS knows)`);
    throw new StackError(
      `${address}: ${principal} may not invoke ${name}${unread.join("")}: add an aws_lambda_permission ` +
        `with action "lambda:InvokeFunction", principal "${principal}" and source_arn "${sourceArn}"`,
    );
  }
}
