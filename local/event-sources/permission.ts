import { matchesArn } from "../iam/wildcards";
import { parseFunctionReference } from "../lambda/config/function-reference";
import { type ResolvedResource, type ResolvedStack, StackError } from "../terraform";

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
  const called = parseFunctionReference(functionRef);
  const allows = (permission: ResolvedResource): boolean => {
    const named = parseFunctionReference(permission.string("function_name") ?? "");
    const qualifier = permission.string("qualifier") ?? named?.qualifier;
    const allowed = permission.string("source_arn");
    return (
      permission.string("principal") === principal &&
      named?.name === called?.name &&
      qualifier === called?.qualifier &&
      (allowed === undefined || matchesArn(allowed, sourceArn))
    );
  };
  if (!stack.ofType("aws_lambda_permission").some(allows)) {
    throw new StackError(
      `${address}: ${principal} may not invoke ${called?.name ?? functionRef}: add an ` +
        `aws_lambda_permission with principal "${principal}" and source_arn "${sourceArn}"`,
    );
  }
}
