import { schemasOf } from "./support/schema-filter";

/** A field of a message: its tag, its length and its content. */
const field = (number: number, content: string | Buffer) =>
  Buffer.concat([Buffer.from([number * 8 + 2, content.length]), Buffer.from(content)]);

const entry = (number: number, type: string) =>
  field(number, Buffer.concat([field(1, type), field(2, `schema of ${type}`)]));

const PROVIDER = field(1, "provider");
const QUEUE = entry(2, "aws_sqs_queue");
const TOPIC = entry(2, "aws_sns_topic");
const POLICY = entry(3, "aws_iam_policy_document");
const CAPABILITIES = field(6, "x");
const ALL = Buffer.concat([PROVIDER, QUEUE, TOPIC, POLICY, CAPABILITIES]);

describe("the schemas that the proxy of a provider returns", () => {
  test("are those of the types in use, as the provider sent them, with everything that is not about a type", () => {
    const filtered = schemasOf(new Set(["aws_sns_topic", "aws_iam_policy_document"]), ALL);

    expect(filtered).toEqual(Buffer.concat([PROVIDER, TOPIC, POLICY, CAPABILITIES]));
  });

  test("are read over lengths of more than 127 bytes", () => {
    const long = "d".repeat(300);
    const content = Buffer.concat([
      field(1, "aws_sqs_queue"),
      Buffer.from([18, 0xac, 2]),
      Buffer.from(long),
    ]);
    const length = Buffer.from([18, 0x80 | (content.length & 127), content.length >> 7]);
    const queue = Buffer.concat([length, content]);

    expect(schemasOf(new Set(["aws_sqs_queue"]), Buffer.concat([queue, TOPIC]))).toEqual(queue);
  });

  test("are not guessed from a message of another form", () => {
    expect(() => schemasOf(new Set(), Buffer.from([8, 1]))).toThrow("wire type 0");
  });
});
