import type { Statement } from "../../iam/policy";

const LOGS = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

/**
 * All actions of the AWS managed policies that functions often have. All of them allow any resource.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ["*"],
  "service-role/AWSLambdaBasicExecutionRole": LOGS,
  "service-role/AWSLambdaVPCAccessExecutionRole": [
    ...LOGS,
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
  ],
  AWSXRayDaemonWriteAccess: [
    "xray:GetSamplingRules",
    "xray:GetSamplingStatisticSummaries",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
  ],
};

/** The statements of an AWS managed policy; undefined if they aren't known here. */
export function managedStatements(arn: string): Statement[] | undefined {
  const name = /^arn:[\w-]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  const values = ACTIONS[name ?? ""];
  return values && [{ effect: "Allow", action: { values, isNegated: false }, conditions: [] }];
}
