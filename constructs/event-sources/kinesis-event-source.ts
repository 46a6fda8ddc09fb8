import { checkKind, checkProps, objectWith, required } from "../core/props";
import type { EventSourceTarget, IEventSource } from "../lambda";
import type { PolledSource } from "./mapping";
import { mapSource } from "./mapping";
import type { StreamEventSourceOptions } from "./stream-options";
import { checkStream, failureStatements, STREAM_KINDS, streamAttributes } from "./stream-options";

const STREAM = required(
  objectWith("a stream, e.g. a KinesisStream of the AWS provider", "arn", "node"),
);

/**
 * Invokes a function with the records of a Kinesis data stream. If the stream is encrypted with your
 * own key, also allow the function `kms:Decrypt` with `addToRolePolicy`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export class KinesisEventSource implements IEventSource {
  /** @param stream - e.g. the provider's `KinesisStream` */
  constructor(
    private readonly stream: PolledSource,
    private readonly options: StreamEventSourceOptions,
  ) {}

  /** @throws if AWS would refuse an option */
  bind(fn: EventSourceTarget): void {
    const { stream, options } = this;
    checkKind(fn, "stream", stream, STREAM);
    checkProps(fn, options, STREAM_KINDS);
    checkStream(fn, options);
    mapSource(fn, stream, {
      eventSourceArn: stream.arn,
      config: streamAttributes(options),
      statements: [
        {
          actions: [
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
          ],
          resources: [stream.arn],
        },
        ...failureStatements(options),
      ],
    });
  }
}
