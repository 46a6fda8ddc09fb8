/** A message as ReceiveMessage returns it. */
export interface Message {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
}

interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  /** As base64. */
  readonly BinaryValue?: string;
}

/** In the order of AWS's events. */
const ATTRIBUTES = [
  "ApproximateReceiveCount",
  "AWSTraceHeader",
  "SentTimestamp",
  "SequenceNumber",
  "MessageGroupId",
  "SenderId",
  "MessageDeduplicationId",
  "ApproximateFirstReceiveTimestamp",
  "DeadLetterQueueSourceArn",
];

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export function sqsRecord(message: Message, eventSourceARN: string, awsRegion: string): object {
  const { Attributes = {}, MessageAttributes = {}, MD5OfMessageAttributes } = message;
  const attributes = ATTRIBUTES.flatMap((name) => {
    const value = Attributes[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: Object.fromEntries(attributes) as object,
    messageAttributes: Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, one]) => [name, attributeOf(one)]),
    ),
    md5OfBody: message.MD5OfBody,
    ...(MD5OfMessageAttributes !== undefined && { md5OfMessageAttributes: MD5OfMessageAttributes }),
    eventSource: "aws:sqs",
    eventSourceARN,
    awsRegion,
  };
}

function attributeOf({ StringValue, BinaryValue, DataType }: MessageAttribute): object {
  return {
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}

/** The record as filters see it: a body that is a JSON object is one. */
export function filterable(record: object, body: string): object {
  try {
    const parsed = JSON.parse(body) as unknown;
    return typeof parsed === "object" ? { ...record, body: parsed } : record;
  } catch {
    return record;
  }
}
