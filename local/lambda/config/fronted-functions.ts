import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import { StackError } from "../../terraform/stack-error";
import type { UnsupportedFunction } from "./function-config";

/** The attributes by which an API refers to a function. */
const FRONTS = [
  ["aws_apigatewayv2_api", "body"],
  ["aws_apigatewayv2_api", "target"],
  ["aws_apigatewayv2_integration", "integration_uri"],
  ["aws_apigatewayv2_authorizer", "authorizer_uri"],
  ["aws_api_gateway_rest_api", "body"],
  ["aws_api_gateway_integration", "uri"],
  ["aws_api_gateway_authorizer", "authorizer_uri"],
  ["aws_lambda_function_url", "function_arn"],
] as const;

/** Whether an API of the stack names the function. */
export function isFronted(stack: ResolvedStack, { address, arn }: UnsupportedFunction): boolean {
  const uris = FRONTS.flatMap(([type, attribute]) =>
    stack.ofType(type).map((resource) => stringOf(resource, attribute)),
  );
  return uris.some(
    (uri) =>
      uri.includes(`${address}: `) ||
      `${uri}/`
        .split(arn)
        .slice(1)
        .some((rest) => !/^[\w-]/.test(rest)),
  );
}

/** The reason if it can't be resolved, which contains the address of a function that causes it. */
function stringOf(resource: ResolvedResource, attribute: string): string {
  try {
    return resource.string(attribute) ?? "";
  } catch (error) {
    if (error instanceof StackError) {
      return error.message;
    }
    throw error;
  }
}
