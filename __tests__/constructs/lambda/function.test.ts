import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { TerraformOutput } from "cdktf";
import { Duration } from "../../../constructs/core/duration";
import { lambda } from "../../../constructs";
import { warningsOf } from "../warnings-of";
import { environment, hello, INLINE, only, synth, synthHello } from "./support";

const fn = (props: Partial<lambda.FunctionProps> = {}) =>
  only(synthHello(props), "aws_lambda_function");

test("a function is small, arm64 and untraced unless asked otherwise", () => {
  expect(fn()).toMatchObject({
    architectures: ["arm64"],
    ephemeral_storage: { size: 512 },
    function_name: "shop-dev-Hello",
    handler: "index.handler",
    memory_size: 128,
    package_type: "Zip",
    runtime: "python3.13",
    timeout: 3,
    tracing_config: { mode: "PassThrough" },
  });
});

test("each prop of a function becomes the attribute of the same name", () => {
  const options = {
    architecture: lambda.Architecture.X86_64,
    codeSigningConfigArn: "arn:aws:lambda:eu-west-1:123456789012:code-signing-config:csc-1",
    deadLetterTargetArn: "arn:aws:sqs:eu-west-1:123456789012:dead",
    description: "Says hello",
    environment: { STAGE: "dev" },
    ephemeralStorageSize: 1024,
    functionName: "hello",
    kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
    layers: ["arn:aws:lambda:eu-west-1:123456789012:layer:l:1"],
    memorySize: 256,
    reservedConcurrentExecutions: 0,
    timeout: Duration.minutes(1),
    tracing: lambda.Tracing.ACTIVE,
    vpc: {
      subnetIds: ["subnet-1"],
      securityGroupIds: ["sg-1"],
      replaceSecurityGroupsOnDestroy: true,
    },
  };

  expect(fn(options)).toMatchObject({
    architectures: ["x86_64"],
    code_signing_config_arn: options.codeSigningConfigArn,
    dead_letter_config: { target_arn: options.deadLetterTargetArn },
    description: "Says hello",
    environment: { variables: { STAGE: "dev" } },
    ephemeral_storage: { size: 1024 },
    function_name: "hello",
    kms_key_arn: options.kmsKeyArn,
    layers: options.layers,
    memory_size: 256,
    reserved_concurrent_executions: 0,
    timeout: 60,
    tracing_config: { mode: "Active" },
    replace_security_groups_on_destroy: true,
    vpc_config: { subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] },
  });
});

test("a function without environment has no environment block", () => {
  expect(fn()).not.toHaveProperty("environment");
});

test("a variable added later joins the first ones", () => {
  const stack = environment();
  const later = new lambda.Function(stack, "Hello", { ...INLINE, environment: { FIRST: "1" } });

  later.addEnvironment("SECOND", "2");

  expect(only(synth(stack), "aws_lambda_function").environment).toEqual({
    variables: { FIRST: "1", SECOND: "2" },
  });
});

test("a variable set again causes a warning only if its value differs", () => {
  const stack = environment();
  const topic = new SnsTopic(stack, "Topic");
  const hello = new lambda.Function(stack, "Hello", {
    ...INLINE,
    environment: { SAME: topic.arn, TABLE: "orders" },
  });

  hello.addEnvironment("SAME", topic.arn);
  hello.addEnvironment("TABLE", "prices");

  expect(warningsOf(hello)).toEqual([
    "dev/Hello: environment variable TABLE is set twice, and the second value replaces the first. " +
      "Set it once, or rename one of the two.",
  ]);
});

test("an API gets references to the function", () => {
  const stack = environment();
  const { functionName, functionArn, invokeArn } = new lambda.Function(stack, "Hello", INLINE);

  new TerraformOutput(stack, "references", { value: [functionName, functionArn, invokeArn] });

  expect(synth(stack).output.references).toMatchObject({
    value: ["function_name", "arn", "invoke_arn"].map(
      (attribute) =>
        expect.stringMatching(`^\\$\\{aws_lambda_function\\.\\w+\\.${attribute}\\}$`) as string,
    ),
  });
});

test("names and Terraform ids stay when a function is added before or after", () => {
  const synthesise = (ids: string[]) => {
    const stack = environment();
    for (const id of ids) {
      new lambda.Function(stack, id, INLINE);
    }
    return synth(stack).resource;
  };
  const alone = synthesise(["B"]);

  for (const [type, resources] of Object.entries(alone)) {
    for (const ids of [
      ["A", "B"],
      ["B", "A"],
    ]) {
      expect(synthesise(ids)[type]).toMatchObject(resources);
    }
  }
});

test.each([
  "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app:1",
  "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/app:1",
  "123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov/app:1",
])("an image may be in any partition: %s", (imageUri) => {
  const image = { runtime: undefined, handler: undefined, code: lambda.Code.fromImage(imageUri) };

  expect(fn(image)).toMatchObject({ image_uri: imageUri });
});

test("a container image has neither runtime nor handler", () => {
  const imageUri = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hello:1";
  const image = { runtime: undefined, handler: undefined, code: lambda.Code.fromImage(imageUri) };

  const attributes = fn(image);

  expect(attributes).toMatchObject({ package_type: "Image", image_uri: imageUri });
  expect(Object.keys(attributes)).not.toEqual(expect.arrayContaining(["runtime"]));
  expect(Object.keys(attributes)).not.toEqual(expect.arrayContaining(["handler"]));
});

test("code in S3 is named by bucket, key and version", () => {
  expect(fn({ code: lambda.Code.fromBucket("builds", "hello.zip", "v1") })).toMatchObject({
    s3_bucket: "builds",
    s3_key: "hello.zip",
    s3_object_version: "v1",
  });
});

test("the underlying resources are exposed", () => {
  const { resource, logGroup, role } = hello();

  expect([resource, logGroup, role?.resource].map((each) => each?.terraformResourceType)).toEqual([
    "aws_lambda_function",
    "aws_cloudwatch_log_group",
    "aws_iam_role",
  ]);
});
