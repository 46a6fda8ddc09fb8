import { API_TYPES } from "../gateway/gateways";
import { type RawStack, type ResolvedStack, StackError } from "../terraform";

/** @throws StackError for a stack that has neither an API nor a function */
export function refuseEmpty(raw: RawStack, stack: ResolvedStack): void {
  const isServed = [...API_TYPES, "aws_lambda_function"].some((type) => stack.ofType(type).length);
  if (isServed) {
    return;
  }
  const reason = raw.modules.length
    ? `The local runner doesn't serve modules, and the stack has: ${raw.modules.join(", ")}.`
    : `Serve a stack that has ${API_TYPES.join(", ")} or aws_lambda_function.`;
  throw new StackError(`${raw.folder}: the stack has no API and no function to serve. ${reason}`);
}
