import { Token } from "cdktf";
import { Duration } from "../../../constructs/core/duration";
import { lambda } from "../../../constructs";
import { environment, hello, INLINE, only, synthHello } from "./support";
import { messageOf } from "../message-of";

const LAYER = "arn:aws:lambda:eu-west-1:123456789012:layer:l:1";

type Wrong = [what: string, props: Partial<lambda.FunctionProps>, allowed: string];

const wrong: Wrong[] = [
  ["memorySize is 127", { memorySize: 127 }, "from 128 to 10240 MB"],
  ["memorySize is 10241", { memorySize: 10241 }, "from 128 to 10240 MB"],
  ["memorySize is 128.5", { memorySize: 128.5 }, "a whole number"],
  ["memorySize is NaN", { memorySize: NaN }, "from 128 to 10240 MB"],
  ["memorySize is -Infinity", { memorySize: -Infinity }, "from 128 to 10240 MB"],
  ["timeout is 0 seconds", { timeout: Duration.seconds(0) }, "whole seconds, from 1 to 900"],
  ["timeout is 901 seconds", { timeout: Duration.seconds(901) }, "whole seconds, from 1 to 900"],
  ["ephemeralStorageSize is 511", { ephemeralStorageSize: 511 }, "from 512 to 10240 MB"],
  ["ephemeralStorageSize is 10241", { ephemeralStorageSize: 10241 }, "from 512 to 10240 MB"],
  ["reservedConcurrentExecutions is -1", { reservedConcurrentExecutions: -1 }, "from 0"],
  ["logRetention is 15 days", { logRetention: Duration.days(15) }, "7, 14, 30"],
  ["layers is", { layers: Array<string>(6).fill("arn") }, "0 to 5 layers"],
  [`layer is "${LAYER}:x"`, { layers: [`${LAYER}:x`] }, "the ARN of a layer version"],
  [
    'layer is "arn:aws:lambda:eu-west-1:123456789012:layer:l"',
    { layers: [LAYER.slice(0, -2)] },
    "with the number of its version",
  ],
  [
    'layer is "arn:aws:lambda:us-east-1',
    { layers: [LAYER.replace("eu-west-1", "us-east-1")] },
    "an ARN of the stack's region, eu-west-1",
  ],
  [
    'managed policy is "AmazonS3ReadOnlyAccess"',
    { managedPolicies: ["AmazonS3ReadOnlyAccess"] },
    "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
  ],
  ["description is", { description: "x".repeat(257) }, "up to 256 characters"],
  ["functionName is", { functionName: "x".repeat(65) }, "1 to 64 characters"],
  ['functionName is "my function"', { functionName: "my function" }, "letters, digits"],
  ["handler is", { handler: "a file.handler" }, "without spaces"],
  ['handler is "handler"', { handler: "handler", code: asset("hello") }, "<file>.<function>"],
  ["handler is missing", { handler: undefined }, "both runtime and handler"],
  ["runtime is missing", { runtime: undefined }, "both runtime and handler"],
  ["code is", { code: lambda.Code.fromImage("x") }, "without runtime, handler and layers"],
  [
    'imageUri is "nginx:1"',
    { code: lambda.Code.fromImage("nginx:1"), runtime: undefined, handler: undefined },
    "private ECR repository",
  ],
  ["vpc.subnetIds is []", { vpc: { subnetIds: [], securityGroupIds: ["sg"] } }, "1 to 16"],
  ["vpc.securityGroupIds", { vpc: { subnetIds: ["s"], securityGroupIds: [] } }, "1 to 5"],
  ["deadLetterTargetArn is", { deadLetterTargetArn: "arn:aws:s3:::bucket" }, "SQS queue or an SNS"],
  [
    'kmsKeyArn is "arn:aws:kms:eu-west-1:123456789012:alias/a"',
    { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:alias/a" },
    "the ARN of a KMS key",
  ],
  ["managedPolicies is", { role: "arn", managedPolicies: [] }, "no managedPolicies if role is set"],
  ["size of inline code is 0", { code: lambda.Code.fromInline("") }, "1 to 4194304 bytes"],
  ["inline code is", { runtime: lambda.Runtime.JAVA_21 }, "Python or Node.js"],
  ['code folder is "lambda-src/none"', { code: asset("none") }, "a folder that exists"],
  ['code folder is "lambda-src/hello/index.py"', { code: asset("hello/index.py") }, "a folder"],
  ['runtime is "nodejs22.x"', { runtime: "nodejs22.x" as never }, "lambda.Runtime.NODEJS_22_X"],
  ["code is missing", { code: undefined }, "lambda.Code.fromAsset"],
  ['code is "lambda-src/hello"', { code: "lambda-src/hello" as never }, "lambda.Code.fromAsset"],
  ["vpc.subnetIds is missing", { vpc: { securityGroupIds: ["sg"] } as never }, "a list"],
  ['name of a prop is "memorysize"', { memorysize: 1 } as never, "memorySize"],
  ['handler is "main.run"', { handler: "main.run", code: asset("hello") }, "main.py"],
  ["architecture is", { architecture: "arm" as lambda.Architecture }, "arm64, x86_64"],
  ["tracing is", { tracing: "active" as lambda.Tracing }, "Active, PassThrough"],
  ['code folder is ""', { code: lambda.Code.fromAsset("") }, "a folder that exists"],
  [
    'name of an environment variable is "AWS_REGION"',
    { environment: { AWS_REGION: "x" } },
    "reserve",
  ],
  ['name of an environment variable is "_HANDLER"', { environment: { _HANDLER: "x" } }, "reserve"],
  [
    'name of an environment variable is "1ST"',
    { environment: { "1ST": "x" } },
    "starting with a letter",
  ],
  [
    'name of an environment variable is "A-B"',
    { environment: { "A-B": "x" } },
    "letters, digits and underscores",
  ],
  ["size of environment is 4097", { environment: { BIG: "x".repeat(4087) } }, "4096 bytes"],
];

function asset(name: string): lambda.Code {
  return lambda.Code.fromAsset(`lambda-src/${name}`);
}

test.each(wrong)("%s: refused with the path, what is allowed and a fix", (what, props, allowed) => {
  const message = messageOf(() => hello(props));

  expect(message).toMatch(/^dev\/Hello: /);
  expect(message).toContain(what);
  expect(message).toMatch(/; allowed: .+\. [A-Z].+/s);
  expect(message).toContain(allowed);
});

test.each([
  {
    memorySize: 128,
    timeout: Duration.seconds(1),
    ephemeralStorageSize: 512,
    reservedConcurrentExecutions: 0,
  },
  {
    memorySize: 10240,
    timeout: Duration.minutes(15),
    ephemeralStorageSize: 10240,
    logRetention: Duration.days(3653),
  },
  { description: "é".repeat(256), functionName: "x".repeat(64) },
  { environment: { BIG: "x".repeat(4086) }, layers: Array<string>(5).fill(LAYER) },
])("the bounds themselves are allowed: %j", (props) => {
  expect(() => hello(props)).not.toThrow();
});

test("values known only at apply are left to AWS", () => {
  const [text, number] = ["${var.text}", "${var.number}"] as const;
  const props = {
    memorySize: Token.asNumber(number),
    timeout: Duration.seconds(Token.asNumber(number)),
    logRetention: Duration.days(Token.asNumber(number)),
    description: Token.asString(text),
    functionName: Token.asString(text),
    environment: { KEY: Token.asString(text) },
    layers: Token.asList("${var.layers}"),
    deadLetterTargetArn: Token.asString("${aws_sqs_queue.dead.arn}"),
  };

  expect(only(synthHello(props), "aws_lambda_function")).toMatchObject({
    memory_size: number,
    function_name: text,
    layers: "${var.layers}",
  });
});

test("two functions with the same id are refused", () => {
  const stack = environment();
  new lambda.Function(stack, "Hello", INLINE);

  expect(() => new lambda.Function(stack, "Hello", INLINE)).toThrow("Hello");
});

test.each(["index.handler", "index.py", "run()"])(
  "%s as handler of a Python function is refused: only the function's name is asked for",
  (handler) => {
    const props = { entry: "lambda-src/hello", handler };

    expect(messageOf(() => new lambda.PythonFunction(environment(), "Hello", props))).toContain(
      `dev/Hello: handler is "${handler}"; allowed: the name of a function in index.py, without the name of its file. Leave it out`,
    );
  },
);
