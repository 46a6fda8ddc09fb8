import type { IConstruct } from "constructs";
import { accountId, partition, region } from "../core/aws-facts";
import type { FunctionProps } from "./function-props";
import type { PolicyStatement } from "./policy-statement";
import { Tracing } from "./tracing";
import { isKnown } from "../core/known";
import { withPolicyVariables } from "../core/policy-variables";

/** A policy document in IAM's JSON. */
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
  return withPolicyVariables(JSON.stringify(document));
}

/** The trust policy of a role that the service assumes. */
export function trustPolicy(service: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });
}

/** To write to one log group, but not to make groups: a call during a destroy would revive it. */
export function logStatement(logGroupArn: string): PolicyStatement {
  return {
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [`${logGroupArn}:*`],
  };
}

/** What the options of a function need its role to be allowed. */
export function optionStatements(scope: IConstruct, props: FunctionProps): PolicyStatement[] {
  return [
    ...(props.tracing === Tracing.ACTIVE ? [TRACING] : []),
    ...(props.deadLetterTargetArn === undefined ? [] : [deadLetters(props.deadLetterTargetArn)]),
    ...(props.kmsKeyArn === undefined ? [] : [decryption(props.kmsKeyArn)]),
    ...(props.vpc === undefined ? [] : networkInterfaces(scope)),
  ];
}

/** X-Ray's actions take no resource. */
const TRACING: PolicyStatement = {
  actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
  resources: ["*"],
};

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html */
function decryption(keyArn: string): PolicyStatement {
  return { actions: ["kms:Decrypt"], resources: [keyArn] };
}

function deadLetters(arn: string): PolicyStatement {
  const actions = { sqs: "sqs:SendMessage", sns: "sns:Publish" };
  // Of an ARN known only at apply the service isn't known; the other action is then without effect.
  if (!isKnown(arn)) {
    return { actions: Object.values(actions), resources: [arn] };
  }
  return { actions: [arn.split(":")[2] === "sns" ? actions.sns : actions.sqs], resources: [arn] };
}

/**
 * What Lambda needs to join a VPC. The describing actions take no resource; the interfaces are
 * not known before Lambda makes them.
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
