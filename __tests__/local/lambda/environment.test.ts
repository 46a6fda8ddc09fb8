import type { LocalLambda } from "../../../local/lambda";
import { LambdaFixture } from "./support/lambda-fixture";

const PYTHON = `
import os
def handler(event, context): return dict(os.environ)
`;

describe("the environment of a handler", () => {
  const fixture = new LambdaFixture();
  let lambda: LocalLambda;

  beforeAll(async () => {
    const environment = { variables: { STAGE: "dev", OVERRIDDEN: "by the function" } };
    fixture.python("py", PYTHON, { environment });
    fixture.node("js", "exports.handler = async () => process.env", { memory_size: 1024 });
    fixture.file("wrap/index.py", PYTHON);
    fixture.file("wrap/wrapper", '#!/bin/sh\nexport WRAPPED=yes\nexec "$@"\n', 0o755);
    fixture.resource("data.archive_file.wrap", { source_dir: "wrap", output_path: "wrap.zip" });
    fixture.resource("aws_lambda_function.wrap", {
      function_name: "wrap",
      runtime: "python3.11",
      handler: "index.handler",
      filename: "wrap.zip",
      environment: { variables: { AWS_LAMBDA_EXEC_WRAPPER: "/var/task/wrapper" } },
    });
    lambda = await fixture.start({ environment: { OVERRIDDEN: "by the file", EXTRA: "1" } });
  });
  afterAll(() => fixture.close());

  async function environmentOf(fn: string): Promise<Record<string, string>> {
    const traceId = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700";
    const { payload } = await lambda.invoke(fn, "{}", { traceId });
    return JSON.parse(payload.toString("utf8")) as Record<string, string>;
  }

  test("is all that Lambda sets for Python, and nothing of the developer's but PATH", async () => {
    const variables = await environmentOf("py");
    expect(variables).toMatchObject({
      AWS_ACCESS_KEY_ID: "local",
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_EXECUTION_ENV: "AWS_Lambda_python3.11",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
      AWS_LAMBDA_FUNCTION_NAME: "py",
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
      AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/py",
      AWS_REGION: "eu-west-1",
      LAMBDA_TASK_ROOT: `${fixture.folder}/py`,
      PWD: `${fixture.folder}/py`,
      TZ: ":UTC",
      _HANDLER: "index.handler",
    });
    expect(Object.keys(variables).sort()).toEqual(PYTHON_NAMES);
  });

  test("keeps SDKs from the developer's credentials and profiles", async () => {
    expect(await environmentOf("js")).toMatchObject({
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    });
  });

  test("names Lambda's places of modules for Node.js", async () => {
    const variables = await environmentOf("js");
    expect(variables.AWS_EXECUTION_ENV).toBe("AWS_Lambda_nodejs20.x");
    expect(variables.NODE_PATH?.split(":")).toEqual([
      expect.stringMatching(/\/opt\/nodejs\/node20\/node_modules$/),
      expect.stringMatching(/\/opt\/nodejs\/node_modules$/),
      expect.stringMatching(/\/node_modules$/),
      variables.LAMBDA_RUNTIME_DIR,
      variables.LAMBDA_TASK_ROOT,
    ]);
    expect(variables.PYTHONPATH).toBeUndefined();
  });

  test("has the function's variables, and over them those of the file", async () => {
    expect(await environmentOf("py")).toMatchObject({
      STAGE: "dev",
      OVERRIDDEN: "by the file",
      EXTRA: "1",
    });
  });

  test.each(["py", "js"])(
    "has the trace header of each invocation, completed as Lambda does (%s)",
    async (fn) => {
      const first = (await environmentOf(fn))._X_AMZN_TRACE_ID;
      const second = (await environmentOf(fn))._X_AMZN_TRACE_ID;
      const form =
        /^Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=[0-9a-f]{16};Sampled=0;Lineage=[0-9a-f]{8}:0$/;
      expect(first).toMatch(form);
      expect(second).toMatch(form);
      expect(second).not.toBe(first);
    },
  );

  test("can be changed by a wrapper script", async () => {
    expect(await environmentOf("wrap")).toMatchObject({ WRAPPED: "yes" });
  });
});

const PYTHON_NAMES = [
  "AWS_ACCESS_KEY_ID",
  "AWS_CONFIG_FILE",
  "AWS_DEFAULT_REGION",
  "AWS_EC2_METADATA_DISABLED",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_FORMAT",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_SHARED_CREDENTIALS_FILE",
  "AWS_XRAY_CONTEXT_MISSING",
  "AWS_XRAY_DAEMON_ADDRESS",
  "EXTRA",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
  "LANG",
  "LC_CTYPE",
  "LD_LIBRARY_PATH",
  "OVERRIDDEN",
  "PATH",
  "PWD",
  "PYTHONPATH",
  "SHLVL",
  "STAGE",
  "TZ",
  "_AWS_XRAY_DAEMON_ADDRESS",
  "_AWS_XRAY_DAEMON_PORT",
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
];
