import type { IConstruct } from "constructs";
import { accountId, partition, region } from "../core/aws-facts";
import { fileSystemStatement } from "./file-system";
import type { FunctionProps } from "./function-props";
import type { PolicyConditions, PolicyStatement } from "./policy-statement";
import { Tracing } from "./tracing";
import { isKnown } from "../core/known";
import { jsonWithListTokens } from "../core/list-token";
import { withPolicyVariables } from "../core/policy-variables";

/** The statements as IAM's JSON. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  const document = {
    Version: "2012-10-17",
    Statement: statements.map(({ sid, effect = "Allow", actions, resources, conditions }) => ({
      Sid: sid,
      Effect: effect,
      Action: actions,
      Resource: resources,
      Condition: conditions,
    })),
  };
  return withPolicyVariables(jsonWithListTokens(document));
}

/**
 * The trust policy of a role that a service assumes.
 * @param conditions - when it may; without any, the service decides on whose behalf it assumes the role
 */
export function trustPolicy(service: string, conditions?: PolicyConditions): string {
  const Condition = conditions;
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole", Condition },
    ],
  });
}

/**
 * Lets a service act only on behalf of one resource of this account, so that nobody else's resource can
 * make it assume the role.
 * @param resource - of the service, as at the end of its ARN
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function onBehalfOf(scope: IConstruct, service: string, resource: string): PolicyConditions {
  const account = accountId(scope);
  const arn = `arn:${partition(scope)}:${service}:${region(scope)}:${account}:${resource}`;
  return { StringEquals: { "aws:SourceAccount": account, "aws:SourceArn": arn } };
}

/**
 * Allows writing to one log group, but not creating groups: a call while the stack is destroyed would
 * recreate it.
 */
export function logStatement(logGroupArn: string): PolicyStatement {
  return {
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [`${logGroupArn}:*`],
  };
}

/** The statements that the role needs for the function's props. */
export function optionStatements(scope: IConstruct, props: FunctionProps): PolicyStatement[] {
  return [
    ...(props.tracing === Tracing.ACTIVE || props.adotInstrumentation ? [TRACING] : []),
    ...(props.insights ? insights(scope) : []),
    ...(props.deadLetterTargetArn === undefined ? [] : [deadLetters(props.deadLetterTargetArn)]),
    ...(props.kmsKeyArn === undefined ? [] : [decryption(props.kmsKeyArn)]),
    ...(props.vpc === undefined ? [] : networkInterfaces(scope)),
    ...(props.filesystem === undefined ? [] : [fileSystemStatement(scope, props.filesystem)]),
  ];
}

/** X-Ray's actions have no resource-level permissions. */
const TRACING: PolicyStatement = {
  actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
  resources: ["*"],
};

/**
 * All functions of an account write their metrics to one log group, which the first one creates.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/CloudWatchLambdaInsightsExecutionRolePolicy.html
 */
function insights(scope: IConstruct): PolicyStatement[] {
  const account = `${region(scope)}:${accountId(scope)}`;
  const group = `arn:${partition(scope)}:logs:${account}:log-group:/aws/lambda-insights`;
  return [
    { actions: ["logs:CreateLogGroup"], resources: [group] },
    { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${group}:*`] },
  ];
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html */
function decryption(keyArn: string): PolicyStatement {
  return { actions: ["kms:Decrypt"], resources: [keyArn] };
}

function deadLetters(arn: string): PolicyStatement {
  const actions = { sqs: "sqs:SendMessage", sns: "sns:Publish" };
  // If the ARN is known only at apply, so is its service; the other service's action has no effect.
  if (!isKnown(arn)) {
    return { actions: Object.values(actions), resources: [arn] };
  }
  return { actions: [arn.split(":")[2] === "sns" ? actions.sns : actions.sqs], resources: [arn] };
}

/**
 * What Lambda needs to run in a VPC. The Describe actions have no resource-level permissions, and the
 * network interfaces aren't known before Lambda creates them.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
function networkInterfaces(scope: IConstruct): PolicyStatement[] {
  const all = `arn:${partition(scope)}:ec2:${region(scope)}:${accountId(scope)}:*/*`;
  return [
    { actions: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"], resources: ["*"] },
    {
      actions: [
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
      ],
      resources: [all],
    },
  ];
}
