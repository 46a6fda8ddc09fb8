import { parseFunctionReference } from "../lambda/config/function-reference";
import type { ResolvedResource, ResolvedStack } from "../terraform/resolved-stack";
import { StackError } from "../terraform/stack-error";
import type { Condition, Principal, Statement } from "./policy";
import type { StackPolicy } from "./stack-policy";

/** API Gateway's service principal. */
export const API_GATEWAY: Principal = { type: "Service", id: "apigateway.amazonaws.com" };

/**
 * The resource-based policies of a function, or of its version or alias: each qualifier has its
 * own. Statements for other services than the one that invokes it are omitted.
 * @param functionArn ARN of the invoked function, with the qualifier if any
 * @param service principal of the service
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function functionPolicies(
  stack: ResolvedStack,
  functionArn: string,
  service = API_GATEWAY.id,
): StackPolicy[] {
  return stack
    .ofType("aws_lambda_permission")
    .flatMap((permission) => policyOf(permission, functionArn, service));
}

function policyOf(
  permission: ResolvedResource,
  functionArn: string,
  service: string,
): StackPolicy[] {
  const source = permission.address;
  try {
    const principal = permission.string("principal") ?? "";
    const isOtherService = principal.endsWith(".amazonaws.com") && principal !== service;
    if (isOtherService || !isOf(permission, functionArn)) {
      return [];
    }
    const type = principal === service ? "Service" : "AWS";
    return [
      { source, statements: [statementOf(permission, { type, id: principal }, functionArn)] },
    ];
  } catch (error) {
    if (!(error instanceof StackError)) {
      throw error;
    }
    return [{ source, statements: undefined }];
  }
}

function isOf(permission: ResolvedResource, functionArn: string): boolean {
  const called = parseFunctionReference(functionArn);
  const named = parseFunctionReference(permission.string("function_name") ?? "");
  const qualifier = permission.string("qualifier") ?? named?.qualifier;
  // $LATEST has the policy of the unqualified function.
  const wanted = called?.qualifier === "$LATEST" ? undefined : called?.qualifier;
  return named?.name === called?.name && qualifier === wanted;
}

function statementOf(
  permission: ResolvedResource,
  principal: Principal,
  functionArn: string,
): Statement {
  const only = <T>(value: T) => ({ values: [value], isNegated: false });
  return {
    effect: "Allow",
    principal: only(principal.id === "*" ? "*" : principal),
    action: only(permission.string("action") ?? ""),
    resource: only(functionArn),
    conditions: CONDITIONS.flatMap(([attribute, operator, key]): Condition[] => {
      const value = permission.string(attribute);
      return value === undefined ? [] : [{ operator, key, values: [value] }];
    }),
  };
}

/** The conditions that Lambda creates from the attributes of a permission. */
const CONDITIONS = [
  ["source_arn", "ArnLike", "aws:SourceArn"],
  ["source_account", "StringEquals", "aws:SourceAccount"],
  ["principal_org_id", "StringEquals", "aws:PrincipalOrgID"],
  ["event_source_token", "StringEquals", "lambda:EventSourceToken"],
  ["function_url_auth_type", "StringEquals", "lambda:FunctionUrlAuthType"],
  ["invoked_via_function_url", "Bool", "lambda:InvokedViaFunctionUrl"],
] as const;
