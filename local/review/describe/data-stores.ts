import type { ResolvedResource } from "../../terraform";
import type { DataStoreDescription } from "./description";

interface Retention {
  readonly attribute: string;
  readonly unit: string;
  /** The provider's default; 0 keeps everything. */
  readonly default: number;
}

/** By type: how long it keeps what it gets. */
const RETENTIONS: Readonly<Record<string, Retention>> = {
  aws_cloudwatch_log_group: { attribute: "retention_in_days", unit: "days", default: 0 },
  aws_kinesis_stream: { attribute: "retention_period", unit: "h", default: 24 },
  aws_sqs_queue: { attribute: "message_retention_seconds", unit: "s", default: 345_600 },
};

/** By type: protections against the loss of data, and whether a resource has each. */
const PROTECTIONS: Readonly<
  Record<string, Readonly<Record<string, (resource: ResolvedResource) => boolean>>>
> = {
  aws_cognito_user_pool: {
    "deletion protection": (pool) => pool.string("deletion_protection") === "ACTIVE",
  },
  aws_db_instance: {
    "deletion protection": (instance) => instance.boolean("deletion_protection") === true,
  },
  aws_dynamodb_table: {
    "deletion protection": (table) => table.boolean("deletion_protection_enabled") === true,
    "point-in-time recovery": (table) =>
      table.blocks("point_in_time_recovery")[0]?.boolean("enabled") === true,
  },
  aws_rds_cluster: {
    "deletion protection": (cluster) => cluster.boolean("deletion_protection") === true,
  },
  aws_s3_bucket: {
    "protection from deletion with its objects": (bucket) =>
      bucket.boolean("force_destroy") !== true,
  },
};

/** The types of resources that keep data for a time, or that can be protected. */
export const DATA_STORE_TYPES = [
  ...new Set([...Object.keys(RETENTIONS), ...Object.keys(PROTECTIONS)]),
];

export function describeDataStore(resource: ResolvedResource): DataStoreDescription {
  const { type } = resource;
  const retention = RETENTIONS[type];
  const protections = Object.entries(PROTECTIONS[type] ?? {});
  return {
    address: resource.address,
    retention: retention && {
      amount: resource.number(retention.attribute) ?? retention.default,
      unit: retention.unit,
    },
    protections: protections.filter(([, has]) => has(resource)).map(([name]) => name),
  };
}
