import type { Statement } from "./policy";

/** A policy that allows the actions on every resource. */
function allowing(...values: string[]): Statement[] {
  return [{ effect: "Allow", action: { values, isNegated: false }, conditions: [] }];
}

const INVOKING = allowing("lambda:InvokeFunction");
const WITHOUT_INVOCATION: Statement[] = [];

/**
 * AWS managed policies that roles often have, reduced to their statements about Lambda.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const POLICIES: ReadonlyMap<string, readonly Statement[]> = new Map([
  ["AdministratorAccess", allowing("*")],
  ["PowerUserAccess", allowing("lambda:*")],
  ["AWSLambda_FullAccess", allowing("lambda:*")],
  ["AWSLambda_ReadOnlyAccess", allowing("lambda:Get*", "lambda:List*")],
  ["service-role/AWSLambdaRole", INVOKING],
  ["service-role/AWSLambdaBasicExecutionRole", WITHOUT_INVOCATION],
  ["service-role/AWSLambdaVPCAccessExecutionRole", WITHOUT_INVOCATION],
  ["service-role/AmazonAPIGatewayPushToCloudWatchLogs", WITHOUT_INVOCATION],
  ["AmazonAPIGatewayInvokeFullAccess", allowing("execute-api:Invoke")],
  ["AWSXRayDaemonWriteAccess", WITHOUT_INVOCATION],
  ["AWSXrayWriteOnlyAccess", WITHOUT_INVOCATION],
  ["CloudWatchLogsFullAccess", WITHOUT_INVOCATION],
]);

/** The statements of an AWS managed policy by its ARN; undefined if it isn't listed here. */
export function managedPolicy(arn: string): readonly Statement[] | undefined {
  return POLICIES.get(/^arn:[\w-]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1] ?? "");
}
