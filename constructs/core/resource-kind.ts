import type { Kind } from "./props";
import { objectWith } from "./props";

interface ResourceType {
  readonly allowed: string;
  /** Their types in Terraform, which their data sources have too. */
  readonly types: readonly string[];
}

/** Resources that constructs take as they are, and which all have an ARN. */
const RESOURCES = {
  bucket: { allowed: "a bucket, e.g. an S3Bucket", types: ["aws_s3_bucket"] },
  eventBus: {
    allowed: "an event bus, e.g. a CloudwatchEventBus",
    types: ["aws_cloudwatch_event_bus", "aws_cloudwatch_event_endpoint"],
  },
  // Without aws_kms_alias: a policy that names an alias allows nothing with its key.
  key: {
    allowed: "a KMS key, e.g. a KmsKey",
    types: [
      "aws_kms_external_key",
      "aws_kms_key",
      "aws_kms_replica_external_key",
      "aws_kms_replica_key",
    ],
  },
  parameter: { allowed: "a parameter, e.g. an SsmParameter", types: ["aws_ssm_parameter"] },
  queue: { allowed: "a queue, e.g. an SqsQueue", types: ["aws_sqs_queue"] },
  secret: {
    allowed: "a secret, e.g. a SecretsmanagerSecret",
    types: ["aws_secretsmanager_secret", "aws_secretsmanager_secret_version"],
  },
  stateMachine: {
    allowed: "a state machine, e.g. an SfnStateMachine",
    types: ["aws_sfn_alias", "aws_sfn_state_machine"],
  },
  stream: {
    allowed: "a data stream, e.g. a KinesisStream",
    types: ["aws_kinesis_stream", "aws_kinesis_stream_consumer"],
  },
  table: {
    allowed: "a table, e.g. a DynamodbTable",
    types: ["aws_dynamodb_global_table", "aws_dynamodb_table", "aws_dynamodb_table_replica"],
  },
  topic: { allowed: "a topic, e.g. an SnsTopic", types: ["aws_sns_topic"] },
} satisfies Record<string, ResourceType>;

/** What the resource is, in a word. */
export type ResourceName = keyof typeof RESOURCES;

/**
 * A resource of the AWS provider, or a reference to an existing one, such as `{ arn }`. Resources of
 * another type often have the same members, e.g. an ARN, and neither the compiler nor Terraform would
 * notice the mistake.
 */
export function resourceKind(resource: ResourceName, ...members: readonly string[]): Kind {
  const { allowed, types }: ResourceType = RESOURCES[resource];
  const { matches } = objectWith(allowed, ...members);
  return { allowed, matches: (value) => matches(value) && mayBeOneOf(value, types) };
}

/** A reference has no type, and other providers have types of their own. */
function mayBeOneOf(value: unknown, types: readonly string[]): boolean {
  const { terraformResourceType: type } = value as { readonly terraformResourceType?: unknown };
  return typeof type !== "string" || !type.startsWith("aws_") || types.includes(type);
}
