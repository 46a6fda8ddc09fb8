import { Runner } from "../../../local/runner/runner";
import type { RunnerOptions } from "../../../local/runner/runner-options";
import { SILENT } from "../support/log-destination";
import { stackFolder } from "./support";

const CODE = `exports.handler = async (event) => {
  const { WHO: who, AWS_REGION: region } = process.env;
  return { who, region, path: event.rawPath };
};`;

const archive_file = {
  code: {
    type: "zip",
    output_path: "code.zip",
    source_content: CODE,
    source_content_filename: "index.js",
  },
};
const greeter = {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: "arn:aws:iam::123456789012:role/r",
  filename: "${data.archive_file.code.output_path}",
};

/** An API, its function and all between them, for each of a set. */
const repeated = {
  aws_lambda_function: {
    f: {
      ...greeter,
      for_each: "${local.names}",
      provider: "aws.europe",
      function_name: "greet-${each.key}",
      environment: { variables: { WHO: "${each.value}" } },
    },
  },
  aws_lambda_permission: {
    p: {
      for_each: "${local.names}",
      action: "lambda:InvokeFunction",
      function_name: "${aws_lambda_function.f[each.key].function_name}",
      principal: "apigateway.amazonaws.com",
      source_arn: "${aws_apigatewayv2_api.api[each.key].execution_arn}/*/*",
    },
  },
  aws_apigatewayv2_api: {
    api: { for_each: "${local.names}", name: "${each.key}", protocol_type: "HTTP" },
  },
  aws_apigatewayv2_integration: {
    i: {
      for_each: "${local.names}",
      api_id: "${aws_apigatewayv2_api.api[each.key].id}",
      integration_type: "AWS_PROXY",
      integration_uri: "${aws_lambda_function.f[each.key].invoke_arn}",
      payload_format_version: "2.0",
    },
  },
  aws_apigatewayv2_route: {
    r: {
      for_each: "${aws_apigatewayv2_integration.i}",
      api_id: "${each.value.api_id}",
      route_key: "GET /hello",
      target: "integrations/${each.value.id}",
    },
  },
  aws_apigatewayv2_stage: {
    s: {
      for_each: "${local.names}",
      api_id: "${aws_apigatewayv2_api.api[each.key].id}",
      name: "$default",
      auto_deploy: true,
    },
  },
};
const provider = {
  aws: [{ region: "us-east-1" }, { alias: "europe", region: "eu-west-1" }],
};
const locals = { names: '${toset(["ann", "bob"])}' };

interface Surroundings extends Pick<RunnerOptions, "given"> {
  /** In the stack's folder, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folder of the CDKTF project. */
  readonly project?: string;
}

async function withServed<T>(
  terraform: object,
  use: (runner: Runner) => Promise<T>,
  { files, ...options }: Surroundings = {},
): Promise<T> {
  const folder = stackFolder(JSON.stringify(terraform), files);
  const runner = await Runner.start(folder, { port: 0, log: SILENT, ...options });
  try {
    return await use(runner);
  } finally {
    await runner.close();
  }
}

test("an API of a block with for_each is served for each key, by its own function in its provider's region", async () => {
  const responses = await withServed(
    { provider, locals, data: { archive_file }, resource: repeated },
    ({ endpoints }) =>
      Promise.all(
        endpoints.map(async ({ stage, url }) => {
          const response = await fetch(new URL("hello", url));
          return [stage.address, await response.json()];
        }),
      ),
  );

  expect(responses).toEqual([
    ['aws_apigatewayv2_stage.s["ann"]', { who: "ann", region: "eu-west-1", path: "/hello" }],
    ['aws_apigatewayv2_stage.s["bob"]', { who: "bob", region: "eu-west-1", path: "/hello" }],
  ]);
});

const elsewhere = "${data.terraform_remote_state.net.outputs.x}";
const unreached = {
  null_resource: { n: { triggers: { at: "${timestamp()}" } } },
  aws_acm_certificate: { c: { domain_name: "a.example" } },
  aws_route53_record: { r: { for_each: "${aws_acm_certificate.c.domain_validation_options}" } },
  aws_instance: { i: { user_data: '${nosuchfunction("x")}', subnet_id: "${module.net.id}" } },
};
const data = { archive_file, terraform_remote_state: { net: { backend: "s3" } } };

test("an unresolvable attribute that no request needs does not stop the runner, and causes a warning where it matters", async () => {
  const lonely = { ...greeter, function_name: "lonely", handler: elsewhere };
  const functions = { ...repeated.aws_lambda_function, lonely };
  const resource = { ...repeated, ...unreached, aws_lambda_function: functions };

  const warnings = await withServed(
    { provider, locals, data, resource, module: { net: { source: "./net" } } },
    async (runner) => runner.warnings,
  );

  expect(warnings).toEqual([
    expect.stringMatching(
      /^aws_lambda_function\.lonely: handler can't be resolved: .*state of another stack.* The function can't be invoked locally\.$/,
    ),
  ]);
});

test("attributes and resources that the runner does not know cause warnings", async () => {
  const f = { ...greeter, function_name: "f", durable_config: { execution_timeout: 60 } };
  const resource = { aws_lambda_function: { f } };

  const warnings = await withServed(
    { provider, data, resource },
    async (runner) => runner.warnings,
  );

  expect(warnings).toEqual([
    expect.stringMatching(
      /^the local runner doesn't know the attribute .*\n {2}aws_lambda_function\.f$/,
    ),
  ]);
});

test("files of the CDKTF project give variables values, over those of the stack's folder", async () => {
  const f = { ...greeter, function_name: "${var.a}-${var.b}" };
  const variable = { a: {}, b: {} };
  const terraform = { provider, data, variable, resource: { aws_lambda_function: { f } } };
  const project = stackFolder("", { "terraform.tfvars": 'b = "project"' });

  const names = await withServed(terraform, async (runner) => runner.functionNames, {
    files: { "z.auto.tfvars": 'a = "stack"\nb = "stack"' },
    project,
  });

  expect(names).toEqual(["stack-project"]);
});

test("a value for a variable that the stack doesn't have causes a warning", async () => {
  const f = { ...greeter, function_name: "f" };
  const terraform = { provider, data, resource: { aws_lambda_function: { f } } };
  const files = { "terraform.tfvars": "other = 1", "a.auto.tfvars.json": '{"//": "a", "b": 2}' };

  const warnings = await withServed(terraform, async (runner) => runner.warnings, { files });

  expect(warnings).toEqual([
    expect.stringMatching(/terraform\.tfvars: other has no effect: the stack does not declare/),
    expect.stringMatching(/a\.auto\.tfvars\.json: b has no effect: the stack does not declare/),
  ]);
});

test("a function with an unresolvable attribute gets 501, and the problem names its address", async () => {
  const f = { ...repeated.aws_lambda_function.f, handler: elsewhere };
  const resource = { ...repeated, aws_lambda_function: { f } };

  const served = await withServed({ provider, locals, data, resource }, async (runner) => {
    const { status } = await fetch(`${runner.endpoints[0]?.url}/hello`);
    return { status, problems: runner.problems };
  });

  expect(served.status).toBe(501);
  expect(served.problems).toContainEqual(
    expect.stringMatching(
      /^aws_lambda_function\.f\["ann"\]: handler can't be resolved: .*state of another stack/,
    ),
  );
});

describe("a value that only AWS knows", () => {
  const WHO = "${data.aws_ssm_parameter.who.value}-";
  const f = { ...repeated.aws_lambda_function.f, environment: { variables: { WHO } } };
  const parameter = { aws_ssm_parameter: { who: { name: "/who" } } };
  const terraform = {
    provider,
    locals,
    data: { ...data, ...parameter },
    resource: { ...repeated, aws_lambda_function: { f } },
  };
  const greeted = async ({ endpoints, warnings, problems }: Runner) => {
    const response = await fetch(`${endpoints[0]?.url}/hello`);
    return { body: (await response.json()) as { who: string }, warnings, problems };
  };

  test("is a fake in the environment of functions, with one warning", async () => {
    const { body, warnings, problems } = await withServed(terraform, greeted);

    expect(body.who).toBe("fake-data.aws_ssm_parameter.who.value-");
    expect(problems).toEqual([]);
    expect(warnings).toEqual([
      "Functions get fakes for values that only AWS knows: data.aws_ssm_parameter.who.value. " +
        "Pass --data 'ADDRESS=VALUE' to set them.",
    ]);
  });

  test("is what it was given, without a warning", async () => {
    const address = "data.aws_ssm_parameter.who";
    const given = [{ address, path: ["value"], value: "bo" }];

    const { body, warnings } = await withServed(terraform, greeted, { given });

    expect(body.who).toBe("bo-");
    expect(warnings).toEqual([]);
  });

  test("can't be given to what the stack doesn't have", async () => {
    const given = [{ address: "data.aws_ssm_parameter.who", path: ["name"], value: "bo" }];

    await expect(withServed(terraform, greeted, { given })).rejects.toThrow(
      "--data data.aws_ssm_parameter.who.name: the stack sets name itself",
    );
  });
});
