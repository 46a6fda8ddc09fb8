import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { AsyncRecord } from "../../../local/lambda/async/async-records";
import { MOST_IN_CHAIN, timesInChain, withLineage } from "../../../local/lambda/sandbox/lineage";
import { LambdaFixture } from "./support/lambda-fixture";

/** Invokes the function of the event asynchronously with the same event, the last time synchronously. */
const NODE = `
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
const client = new LambdaClient({ maxAttempts: 1 });
export const handler = async (event, { functionName }) => {
  console.log("invoked");
  const [next = functionName, ...others] = event.functions ?? [];
  const Payload = JSON.stringify({ ...event, functions: [...others, next], count: event.count - 1 || undefined });
  const InvocationType = event.count === 1 ? "RequestResponse" : "Event";
  try {
    await client.send(new InvokeCommand({ FunctionName: next, Payload, InvocationType }));
  } catch (error) {
    console.log("refused:", error.name, error.$metadata?.httpStatusCode, error.message);
  }
};
`;

const PYTHON = `
import boto3, json
client = boto3.client("lambda")
def handler(event, context):
    print("invoked")
    next, *others = event["functions"]
    payload = json.dumps({**event, "functions": [*others, next]})
    client.invoke(FunctionName=next, Payload=payload, InvocationType="Event")
`;

const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:fn";
const QUEUE_ARN = "arn:aws:sqs:eu-west-1:123456789012:dead";
const OTHER = `${ARN}-2`;

describe("a recursive loop", () => {
  let fixture: LambdaFixture;
  let records: AsyncRecord[];
  beforeEach(() => {
    fixture = new LambdaFixture();
    records = [];
  });
  afterEach(() => fixture.close());

  /** How often each function was invoked. */
  async function run(event: object, functionName = "fn"): Promise<object> {
    const send = (record: AsyncRecord) => Promise.resolve(void records.push(record));
    const lambda = await fixture.start({ send });
    const endpoint = await lambda.listen(0);
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const client = new LambdaClient({ endpoint, region: "eu-west-1", credentials });
    const invoke = { FunctionName: functionName, Payload: JSON.stringify(event) };
    await client.send(new InvokeCommand(invoke));
    await lambda.settled();
    await fixture.close();
    const counts: Record<string, number> = {};
    for (const [, name = ""] of fixture.log.matchAll(/^([\w-]+) \| .*invoked$/gm)) {
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  const timeout = { timeout: 60 };

  test("is stopped after 16 invocations of the function, with an error that the SDK knows", async () => {
    fixture.node("fn", NODE, timeout);

    expect(await run({ count: MOST_IN_CHAIN })).toEqual({ fn: 16 });
    expect(fixture.log).toContain(
      "refused: RecursiveInvocationException 400 fn was invoked 16 times in one chain of requests: " +
        'the loop is stopped. To allow it, set recursive_loop = "Allow"',
    );
  });

  test("counts each of several functions by itself, in Python and in Node.js", async () => {
    fixture.python("py", PYTHON, timeout);
    fixture.node("js", NODE, timeout);

    expect(await run({ functions: ["py", "js"] }, "js")).toEqual({ py: 16, js: 16 });
  });

  test("of asynchronous invocations sends the next one to where failures go, without a retry", async () => {
    fixture.node("fn", NODE, { ...timeout, dead_letter_config: [{ target_arn: QUEUE_ARN }] });

    expect(await run({})).toEqual({ fn: 16 });
    expect(fixture.log.match(/Asynchronous invocation dropped, .*/g)).toEqual([
      expect.stringContaining("fn was invoked 16 times in one chain of requests"),
    ]);
    expect(records).toMatchObject([{ target: QUEUE_ARN, body: '{"functions":["fn"]}' }]);
  });

  test("goes on if the function allows it", async () => {
    fixture.node("fn", NODE, timeout);
    fixture.resource("aws_lambda_function_recursion_config.fn", {
      function_name: "fn",
      recursive_loop: "Allow",
    });
    const functions = [...Array<string>(18).fill("fn"), "missing"];

    expect(await run({ functions })).toEqual({ fn: 19 });
  });
});

describe("the lineage in an X-Ray header", () => {
  test("counts the earlier invocations of each function", () => {
    const first = withLineage("Root=1-a;Parent=b;Sampled=0", ARN);
    const third = withLineage(withLineage(first, OTHER), ARN);

    expect(first).toMatch(/^Root=1-a;Parent=b;Sampled=0;Lineage=[0-9a-f]{8}:0$/);
    expect(third).toMatch(/^Root=1-a;Parent=b;Sampled=0;Lineage=[0-9a-f]{8}:1\|[0-9a-f]{8}:0$/);
    expect([timesInChain(third, ARN), timesInChain(third, OTHER)]).toEqual([2, 1]);
  });

  test("is read as Python's SDK encodes it", () => {
    const header = withLineage(withLineage("Root=1-a", OTHER), ARN).replace("|", "%7C");

    expect([timesInChain(header, ARN), timesInChain(header, OTHER)]).toEqual([1, 1]);
  });

  test.each([undefined, "", "Root=1-a;Lineage=1:3a6b5f15:0", "Lineage=x:y|", "Lineage="])(
    "of another form counts nothing: %s",
    (header) => {
      expect(timesInChain(header, ARN)).toBe(0);
      expect(timesInChain(withLineage(header ?? "", ARN), ARN)).toBe(1);
    },
  );

  test("stops no function before its 16th invocation", () => {
    expect(MOST_IN_CHAIN).toBe(16);
  });
});
