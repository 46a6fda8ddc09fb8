import path from "node:path";
import { isFronted } from "../../../local/lambda/config/fronted-functions";
import { readFunctions } from "../../../local/lambda/config/read-functions";
import type { Value } from "../../../local/terraform/resolved-stack";
import type { PlainResources } from "./support/plain-stack";
import { plainStack } from "./support/plain-stack";

const FOLDER = "/stacks/dev";
const QUEUE_ARN = "arn:aws:sqs:eu-west-1:123456789012:dead";
const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:fn";

const AWS_EXTENSIONS = [
  "580247275435:layer:LambdaInsightsExtension-Arm64:12",
  "015030872274:layer:AWS-Parameters-and-Secrets-Lambda-Extension:4",
  "901920570463:layer:aws-otel-python-arm64-ver-1-29-0:1",
].map((layer) => `arn:aws:lambda:eu-west-1:${layer}`);

function stackWith(attributes: Record<string, Value>, others: PlainResources = {}) {
  return plainStack(FOLDER, {
    "data.archive_file.fn": { source_dir: "assets/fn", output_path: "archives/fn.zip" },
    "aws_lambda_function.fn": {
      function_name: "fn",
      runtime: "python3.13",
      handler: "index.handler",
      filename: "archives/fn.zip",
      ...attributes,
    },
    ...others,
  });
}

describe("functions of a stack", () => {
  test.each([
    ["a digest of AWS", `repo@sha256:${"a".repeat(64)}`, `repo@sha256:${"a".repeat(64)}`],
    ["a tag", "host:5000/repo:v1", "host:5000/repo:v1"],
    ["the ID that a push would give", "repo@${docker_registry_image.app.id}", "repo"],
  ])("an image is named as on this machine: %s", (_what, image_uri, uri) => {
    const stack = stackWith(
      { package_type: "Image", image_uri },
      { "docker_registry_image.app": { name: "repo" } },
    );

    expect(readFunctions(stack).functions[0]?.image?.uri).toBe(uri);
  });

  test("a function without options has Lambda's defaults", () => {
    expect(readFunctions(stackWith({})).functions).toEqual([
      {
        address: "aws_lambda_function.fn",
        name: "fn",
        arn: ARN,
        runtime: "python3.13",
        family: "python",
        handler: "index.handler",
        memoryMegabytes: 128,
        timeoutSeconds: 3,
        environment: {},
        reservedConcurrency: undefined,
        async: {
          retries: 2,
          maximumAgeSeconds: 21_600,
          onSuccess: undefined,
          onFailure: undefined,
          deadLetterTarget: undefined,
        },
        recursiveLoop: "Terminate",
        architecture: "x86_64",
        logging: { format: "Text", logGroup: "/aws/lambda/fn" },
        code: { kind: "folder", path: "/stacks/dev/assets/fn", excludes: [] },
        layers: [],
        aliases: {},
        publishedVersion: undefined,
      },
    ]);
  });

  test("every option is read", () => {
    const stack = stackWith(
      {
        memory_size: 512,
        timeout: 60,
        dead_letter_config: [{ target_arn: QUEUE_ARN }],
        architectures: ["arm64"],
        reserved_concurrent_executions: 5,
        publish: true,
        environment: [{ variables: { STAGE: "dev" } }],
        logging_config: { log_format: "JSON", log_group: "/own", system_log_level: "WARN" },
      },
      {
        "aws_lambda_alias.live": { name: "live", function_name: ARN, function_version: "1" },
        "aws_lambda_alias.next": {
          name: "next",
          function_name: ARN,
          function_version: "1",
          routing_config: [{ additional_version_weights: { "7": 0.9 } }],
        },
        "aws_lambda_alias.other": { name: "x", function_name: "other", function_version: "1" },
        "aws_lambda_function_event_invoke_config.fn": {
          function_name: "fn",
          maximum_retry_attempts: 0,
          maximum_event_age_in_seconds: 60,
          destination_config: [
            { on_success: [{ destination: ARN }], on_failure: [{ destination: QUEUE_ARN }] },
          ],
        },
      },
    );
    expect(readFunctions(stack).functions[0]).toMatchObject({
      memoryMegabytes: 512,
      timeoutSeconds: 60,
      architecture: "arm64",
      reservedConcurrency: 5,
      async: {
        retries: 0,
        maximumAgeSeconds: 60,
        onSuccess: ARN,
        onFailure: QUEUE_ARN,
        deadLetterTarget: QUEUE_ARN,
      },
      publishedVersion: "1",
      environment: { STAGE: "dev" },
      logging: { format: "JSON", logGroup: "/own", systemLogLevel: "WARN" },
      aliases: {
        live: { version: "1", weights: {} },
        next: { version: "1", weights: { "7": 0.9 } },
      },
    });
  });

  test("a reserved concurrency of -1 means unreserved, as in Terraform", () => {
    const stack = stackWith({ reserved_concurrent_executions: -1 });
    expect(readFunctions(stack).functions[0]?.reservedConcurrency).toBeUndefined();
  });

  test("layers of AWS's extensions are left out, with the wrapper that one brings", () => {
    const variables = { AWS_LAMBDA_EXEC_WRAPPER: "/opt/otel-instrument", TABLE: "pets" };
    const stack = stackWith({ layers: AWS_EXTENSIONS, environment: [{ variables }] });

    const [fn] = readFunctions(stack).functions;

    expect(fn).toMatchObject({ layers: [], environment: { TABLE: "pets" } });
    expect(fn?.environment).not.toHaveProperty("AWS_LAMBDA_EXEC_WRAPPER");
  });

  test("a wrapper stays without such a layer", () => {
    const variables = { AWS_LAMBDA_EXEC_WRAPPER: "/opt/otel-instrument" };

    const [fn] = readFunctions(stackWith({ environment: [{ variables }] })).functions;

    expect(fn?.environment).toEqual(variables);
  });

  test.each<[string, Record<string, Value>, RegExp]>([
    [
      "an image without a name",
      { package_type: "Image" },
      /^aws_lambda_function\.fn\.image_uri: it is required, but not set/,
    ],
    [
      "another runtime",
      { runtime: "python2.7" },
      /^aws_lambda_function\.fn\.runtime: "python2\.7": supported are dotnet\*, go1\.x, java\*/,
    ],
    [
      "a layer from elsewhere",
      { layers: ["arn:other:1"] },
      /^aws_lambda_function\.fn\.layers: arn:other:1 is not a layer of this stack/,
    ],
    [
      "a file system",
      { file_system_config: [{ arn: "a" }] },
      /^aws_lambda_function\.fn\.file_system_config: /,
    ],
  ])("%s can't be served: the reason names address and attribute", (_what, attributes, reason) => {
    const { functions, unsupported } = readFunctions(stackWith(attributes));
    expect(functions).toEqual([]);
    expect(unsupported[0]?.reason).toMatch(reason);
  });

  test.each(["./archives/fn.zip", "archives/../archives/fn.zip", `${FOLDER}/archives/fn.zip`])(
    "the file name %s is that of the archive, however it is written",
    (filename) => {
      const [fn] = readFunctions(stackWith({ filename })).functions;

      expect(fn?.code).toMatchObject({ kind: "folder", path: "/stacks/dev/assets/fn" });
    },
  );

  const inS3 = (object: Record<string, Value>, type = "aws_s3_object") =>
    plainStack(FOLDER, {
      [`${type}.o`]: object,
      "aws_lambda_function.fn": {
        function_name: "fn",
        runtime: "python3.13",
        handler: "index.handler",
        s3_bucket: "b",
        s3_key: `\${${type}.o.id}`,
      },
    });

  test.each(["aws_s3_object", "aws_s3_bucket_object"])(
    "code that the stack uploads to S3 by an %s is read where it comes from",
    (type) => {
      const stack = inS3({ bucket: "b", key: "k", source: "assets/code.zip" }, type);

      const [fn] = readFunctions(stack).functions;

      expect(fn?.code).toEqual({ kind: "zip", path: path.join(FOLDER, "assets/code.zip") });
    },
  );

  test.each<Record<string, Value>>([
    { bucket: "other", key: "k", source: "assets/code.zip" },
    { bucket: "b", key: "k", content_base64: "" },
  ])("code in S3 that no file of the stack is uploaded to can't be served (%j)", (object) => {
    expect(readFunctions(inS3(object)).unsupported[0]?.reason).toMatch(
      /^aws_lambda_function\.fn\.s3_key: /,
    );
  });

  test("all problems of a function are reported at once", () => {
    const stack = plainStack(FOLDER, {
      "aws_lambda_function.fn": {
        function_name: "fn",
        filename: "x.zip",
        runtime: "python3.13",
        layers: ["arn:other:1"],
        file_system_config: [{ arn: "a" }],
      },
    });

    const { functions, unsupported } = readFunctions(stack);

    expect(functions).toEqual([]);
    expect(unsupported[0]?.reason.split("\n")).toEqual([
      expect.stringMatching(/^aws_lambda_function\.fn\.file_system_config: /),
      "aws_lambda_function.fn.handler: it is required, but not set",
      expect.stringMatching(/^aws_lambda_function\.fn\.layers: /),
    ]);
  });
});

describe("functions that can't be served", () => {
  const unsupported = { address: "aws_lambda_function.fn", name: "fn", arn: ARN, reason: "R" };
  const invocations = (arn: string): string =>
    `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;

  test.each<[string, Record<string, Value>]>([
    ["aws_apigatewayv2_api.a", { target: ARN }],
    ["aws_apigatewayv2_api.a", { body: `uri: "${ARN}"` }],
    ["aws_api_gateway_rest_api.a", { body: `uri: ${invocations(ARN)}` }],
    ["aws_apigatewayv2_integration.i", { integration_uri: ARN }],
    ["aws_apigatewayv2_integration.i", { integration_uri: invocations(`${ARN}:live`) }],
    ["aws_api_gateway_integration.i", { uri: invocations(ARN) }],
    ["aws_api_gateway_authorizer.a", { authorizer_uri: invocations(ARN) }],
    ["aws_apigatewayv2_authorizer.a", { authorizer_uri: invocations(ARN) }],
  ])("count as fronted where an API names them (%s)", (address, attributes) => {
    const stack = plainStack(FOLDER, { [address]: attributes });
    expect(isFronted(stack, unsupported)).toBe(true);
  });

  test("are not fronted where only a function of a longer name is", () => {
    const stack = plainStack(FOLDER, {
      "aws_apigatewayv2_integration.i": { integration_uri: `${ARN}-other` },
    });
    expect(isFronted(stack, unsupported)).toBe(false);
  });
});
