import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { Duration, EnvironmentStack, lambda } from "../../../constructs";
import { warningsOf } from "../warnings-of";
import { hello, INLINE, only, synth } from "./support";

const { FunctionUrlAuthType, InvokeMode } = lambda;
const URL = "aws_lambda_function_url";
const PERMISSION = "aws_lambda_permission";

const synthOf = (fn: lambda.Function) => synth(TerraformStack.of(fn));

test("by default, callers must sign, and nobody else gets a permission", () => {
  const fn = hello();

  fn.addFunctionUrl();

  expect(only(synthOf(fn), URL)).toMatchObject({
    function_name: expect.stringMatching(
      /^\$\{aws_lambda_function\.\w+\.function_name\}$/,
    ) as string,
    authorization_type: "AWS_IAM",
    invoke_mode: "BUFFERED",
  });
  expect(synthOf(fn).resource[PERMISSION]).toBeUndefined();
});

test("CORS and streaming are passed on", () => {
  const fn = hello();

  fn.addFunctionUrl({
    invokeMode: InvokeMode.RESPONSE_STREAM,
    cors: {
      allowedOrigins: ["https://example.com"],
      allowedMethods: ["GET", "PUT"],
      allowedHeaders: ["content-type"],
      exposedHeaders: ["x-total"],
      allowCredentials: true,
      maxAge: Duration.hours(1),
    },
  });

  expect(only(synthOf(fn), URL)).toMatchObject({
    invoke_mode: "RESPONSE_STREAM",
    cors: {
      allow_origins: ["https://example.com"],
      allow_methods: ["GET", "PUT"],
      allow_headers: ["content-type"],
      expose_headers: ["x-total"],
      allow_credentials: true,
      max_age: 3600,
    },
  });
});

describe("streaming", () => {
  const warnings = (props: Partial<lambda.FunctionProps>, alias = false) => {
    const fn = hello(props);
    const options = { invokeMode: InvokeMode.RESPONSE_STREAM };
    (alias ? fn.addAlias("live") : fn).addFunctionUrl(options);
    return warningsOf(fn);
  };
  const PYTHON = { runtime: lambda.Runtime.PYTHON_3_13 };

  test.each([
    [false, "dev/Hello/FunctionUrl"],
    [true, "dev/Hello/Alias-live/FunctionUrl"],
  ])("from Python causes a warning, with an alias: %s", (alias, path) => {
    expect(warnings(PYTHON, alias)).toEqual([
      expect.stringContaining(`${path}: Lambda doesn't stream responses of python3.13`),
    ]);
  });

  test.each<[string, Partial<lambda.FunctionProps>]>([
    ["Node.js", { runtime: lambda.Runtime.NODEJS_22_X }],
    [
      "a custom runtime",
      {
        runtime: lambda.Runtime.PROVIDED_AL2023,
        code: lambda.Code.fromBucket("code", "app.zip", "1"),
      },
    ],
    ["a layer", { ...PYTHON, layers: ["arn:aws:lambda:eu-west-1:123456789012:layer:web:1"] }],
  ])("from %s causes none", (_, props) => {
    expect(warnings(props)).toEqual([]);
  });
});

test("a public URL has both permissions that AWS needs, and a warning about the second one", () => {
  const fn = hello();

  const url = fn.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });

  const permissions = Object.values(synthOf(fn).resource[PERMISSION] ?? {});
  const ofUrl = { action: "lambda:InvokeFunctionUrl", function_url_auth_type: "NONE" };
  expect(permissions).toHaveLength(2);
  for (const permission of [ofUrl, { action: "lambda:InvokeFunction" }]) {
    expect(permissions).toContainEqual(expect.objectContaining({ ...permission, principal: "*" }));
  }
  expect(warningsOf(url)[0]).toMatch(
    /^dev\/Hello\/FunctionUrl: the function is public: .*version 5\.100\.0 .*AWS_IAM/,
  );
});

test("with a provider that can, everybody may invoke the function by the URL only", () => {
  const newer = { configurable: true, value: undefined };
  Object.defineProperty(LambdaPermission.prototype, "invokedViaFunctionUrl", newer);
  try {
    const fn = hello();

    const url = fn.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });

    const permissions = Object.values(synthOf(fn).resource[PERMISSION] ?? {});
    expect(permissions).toContainEqual(
      expect.objectContaining({ action: "lambda:InvokeFunction", invoked_via_function_url: true }),
    );
    expect(warningsOf(url)[0]).not.toContain("directly");
  } finally {
    delete (LambdaPermission.prototype as { invokedViaFunctionUrl?: unknown })
      .invokedViaFunctionUrl;
  }
});

test("an alias has a URL of its own, with permissions for the alias", () => {
  const fn = hello();

  fn.addAlias("live").addFunctionUrl({ authType: FunctionUrlAuthType.NONE });

  const json = synthOf(fn);
  const qualifier = only(json, URL)["qualifier"];
  expect(qualifier).toMatch(/^\$\{aws_lambda_alias\.[\w-]+\.name\}$/);
  for (const permission of Object.values(json.resource[PERMISSION] ?? {})) {
    expect(permission).toMatchObject({ qualifier });
  }
});

test("a function that may call the URL gets both actions, limited to it", () => {
  const fn = hello();
  const caller = new lambda.Function(fn.node.scope as TerraformStack, "Caller", INLINE);

  fn.addFunctionUrl().grantInvokeUrl(caller);

  const arn = expect.stringMatching(/^\$\{aws_lambda_function\.Hello_\w+\.arn\}$/) as string;
  const policies = Object.values(synthOf(fn).resource["aws_iam_role_policy"] ?? {});
  const statements = policies.flatMap(
    ({ policy }) => (JSON.parse(String(policy)) as { Statement: object[] }).Statement,
  );
  expect(statements).toContainEqual({
    Effect: "Allow",
    Action: ["lambda:InvokeFunctionUrl"],
    Resource: [arn],
    Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } },
  });
  expect(statements).toContainEqual({
    Effect: "Allow",
    Action: ["lambda:InvokeFunction"],
    Resource: [arn],
    Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } },
  });
});

test("the URL has no slash at its end", () => {
  const fn = hello();

  new TerraformOutput(fn, "url", { value: fn.addFunctionUrl().url });

  expect(Object.values(synthOf(fn).output)).toContainEqual({
    value: expect.stringMatching(
      /^\$\{trimsuffix\(aws_lambda_function_url\.\w+\.function_url, "\/"\)\}$/,
    ) as string,
  });
});

const origins = (...allowedOrigins: string[]) => ({ cors: { allowedOrigins } });

test.each<[lambda.FunctionUrlOptions, string]>([
  [{ authType: "JWT" as never }, 'authType is "JWT"; allowed: AWS_IAM, NONE'],
  [{ invokeMode: "STREAM" as never }, 'invokeMode is "STREAM"; allowed: BUFFERED'],
  [origins(), "cors.allowedOrigins"],
  [origins("https://*.example.com"), "without wildcards"],
  [origins("https://example.com/"), "with no slash at its end"],
  [{ cors: { ...origins("*").cors, allowCredentials: true } }, "origins without *"],
  [{ cors: { ...origins("*").cors, allowedMethods: ["OPTIONS"] } }, "cors.allowedMethods"],
  [{ cors: { ...origins("*").cors, maxAge: Duration.days(2) } }, "cors.maxAge"],
])("%j, which AWS or browsers refuse, is refused at synth", (options, message) => {
  expect(() => hello().addFunctionUrl(options)).toThrow(message);
});

test("a function has one URL", () => {
  const fn = hello();
  fn.addFunctionUrl();

  expect(() => fn.addFunctionUrl()).toThrow("allowed: one URL for a function or an alias");
});

test("a public URL has nothing to grant", () => {
  const fn = hello();
  const url = fn.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });

  expect(() => url.grantInvokeUrl(fn)).toThrow("everybody may call a URL with the authType NONE");
});

test("requireAuthorizer refuses public URLs, and accepts those that need a signature", () => {
  const props = { app: "shop", region: "eu-west-1", requireAuthorizer: true };
  const stack = new EnvironmentStack(Testing.app(), "prod", props);
  const fn = new lambda.Function(stack, "Hello", INLINE);

  expect(() => fn.addFunctionUrl({ authType: FunctionUrlAuthType.NONE })).toThrow(
    'prod/Hello/FunctionUrl: authType is "NONE"; allowed: AWS_IAM, because the environment has requireAuthorizer: true.',
  );
  const other = new lambda.Function(stack, "Other", INLINE);
  expect(() => other.addFunctionUrl()).not.toThrow();
});
