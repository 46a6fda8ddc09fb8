import type { IConstruct } from "constructs";
import { checkKind, checkProps, required } from "../core/props";
import { resourceKind } from "../core/resource-kind";
import { refuse } from "../core/refusal";
import type { EventSourceTarget, IEventSource } from "../lambda";
import { mapStream } from "./stream-mapping";
import type { StreamEventSourceOptions } from "./stream-options";
import { StartingPosition, STREAM_KINDS } from "./stream-options";

/** A table, e.g. the provider's `DynamodbTable`. */
export interface StreamedTable extends IConstruct {
  readonly arn: string;
  readonly streamArn: string;
  readonly streamEnabledInput?: unknown;
  /** The KMS key. @default DynamoDB's own */
  readonly serverSideEncryptionInput?: { readonly kmsKeyArn?: string };
}

const TABLE = required(resourceKind("table", "arn", "streamArn"));

/**
 * Invokes a function with the changes of a DynamoDB table. The table needs `streamEnabled` and a
 * `streamViewType`, which decides whether the function sees the old and the new item. The function's
 * role may decrypt a table that is encrypted with your own key.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export class DynamoEventSource implements IEventSource {
  constructor(
    private readonly table: StreamedTable,
    private readonly options: StreamEventSourceOptions,
  ) {}

  /** @throws if AWS would refuse an option, or the table has no stream */
  bind(fn: EventSourceTarget): void {
    const { table, options } = this;
    checkKind(fn, "table", table, TABLE);
    checkProps(fn, options, STREAM_KINDS);
    if (table.streamEnabledInput === undefined || table.streamEnabledInput === false) {
      refuse(fn, {
        what: `streamEnabled of ${table.node.path}`,
        value: table.streamEnabledInput,
        allowed: "true",
        fix: 'Set it with a streamViewType, e.g. "NEW_AND_OLD_IMAGES".',
      });
    }
    mapStream(fn, table, options, {
      eventSourceArn: table.streamArn,
      positions: [StartingPosition.TRIM_HORIZON, StartingPosition.LATEST],
      kmsKey: table.serverSideEncryptionInput?.kmsKeyArn,
      reading: [
        {
          actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
          resources: [table.streamArn],
        },
        // ListStreams has no resource-level permissions.
        { actions: ["dynamodb:ListStreams"], resources: ["*"] },
      ],
    });
  }
}
