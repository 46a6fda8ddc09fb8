import type { ResourceName } from "../../core/resource-kind";
import { resourceKind } from "../../core/resource-kind";
import type { BucketGrantOptions } from "./bucket-grants";
import { BucketGrants } from "./bucket-grants";
import type { IGrantable, IResourceArn } from "./grantee";
import { checkGrant, grant } from "./grantee";
import type { ITable } from "./table-grants";
import { TableGrants } from "./table-grants";

/**
 * Adds rights to the roles of functions: the least actions, on just the resource. The resources are
 * those of the AWS provider, or any object with their `arn`. A resource that is encrypted with a KMS
 * key of yours needs `grants.kms` too.
 */
export const grants = {
  /** Items of a DynamoDB table, and queries of its indexes. */
  dynamodb: (table: ITable) => new TableGrants(table),

  /** Objects of an S3 bucket. */
  s3: (bucket: IResourceArn, options: BucketGrantOptions = {}) => new BucketGrants(bucket, options),

  /** Messages of an SQS queue. */
  sqs: (queue: IResourceArn) => ({
    send: allow("queue", queue, ["sqs:SendMessage"]),
    /** To receive and delete; an event source mapping needs this too. */
    consume: allow("queue", queue, [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
    ]),
  }),

  /** Messages of an SNS topic. */
  sns: (topic: IResourceArn) => ({ publish: allow("topic", topic, ["sns:Publish"]) }),

  /** The value of a secret of Secrets Manager. */
  secretsManager: (secret: IResourceArn) => ({
    read: allow("secret", secret, ["secretsmanager:GetSecretValue"]),
  }),

  /** The value of a parameter of Systems Manager. */
  ssm: (parameter: IResourceArn) => ({
    read: allow("parameter", parameter, ["ssm:GetParameter", "ssm:GetParameters"]),
    write: allow("parameter", parameter, ["ssm:PutParameter"]),
  }),

  /** Events of an event bus. */
  eventBridge: (bus: IResourceArn) => ({ putEvents: allow("eventBus", bus, ["events:PutEvents"]) }),

  /** Executions of a state machine of Step Functions. */
  stepFunctions: (stateMachine: IResourceArn) => ({
    startExecution: allow("stateMachine", stateMachine, ["states:StartExecution"]),
    /** To start an execution of an express workflow and wait for its result. */
    startSyncExecution: allow("stateMachine", stateMachine, ["states:StartSyncExecution"]),
  }),

  /** What is encrypted with a KMS key. */
  kms: (key: IResourceArn) => ({
    decrypt: allow("key", key, ["kms:Decrypt"]),
    encryptDecrypt: allow("key", key, ["kms:Decrypt", "kms:GenerateDataKey"]),
  }),
};

function allow(kind: ResourceName, resource: IResourceArn, actions: readonly string[]) {
  return (grantee: IGrantable): void => {
    checkGrant(grantee, resource, resourceKind(kind, "arn"));
    grant(grantee, actions, [resource.arn]);
  };
}
