import { API_TYPES } from "../gateway/gateways";
import { groupedByCause } from "../log/grouped-problems";
import { type ResolvedStack, StackError } from "../terraform";

/** @throws StackError for a stack that has neither an API nor a function */
export function refuseEmpty(stack: ResolvedStack): void {
  const isServed = [...API_TYPES, "aws_lambda_function"].some((type) => stack.ofType(type).length);
  if (isServed) {
    return;
  }
  const problems = stack.moduleProblems();
  if (problems.length > 0) {
    const texts = groupedByCause(problems);
    throw new StackError([`${stack.folder}: nothing can be served.`, ...texts].join("\n"));
  }
  const reason = `Serve a stack that has ${API_TYPES.join(", ")} or aws_lambda_function.`;
  throw new StackError(`${stack.folder}: the stack has no API and no function to serve. ${reason}`);
}
