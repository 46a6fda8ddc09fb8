import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { functionInStacks, functionOnRunner } from "../../../../local/cli/targets/invoked-function";
import { withServer } from "../../../support/loopback-server";
import { writeFileIn } from "../../../support/write-file";

describe("on the local runner", () => {
  const functions = [
    { name: "shop-hello", address: "aws_lambda_function.shop_hello", path: "Shop/Hello" },
    { name: "shop-bye", address: 'module.shop["eu"].aws_lambda_function.bye' },
  ];

  const found = (name: string) =>
    withServer(
      ({ url }, response) => response.end(url === "/local-runner/functions" && toJson(functions)),
      (url) => functionOnRunner(url, name),
    );

  test.each([
    ["what AWS calls it", "shop-hello", "shop-hello"],
    ["its address", "aws_lambda_function.shop_hello", "shop-hello"],
    ["its construct's path", "Shop/Hello", "shop-hello"],
    ["a construct's id", "Hello", "shop-hello"],
    ["its module", 'module.shop["eu"]', "shop-bye"],
    [
      "an ARN",
      "arn:aws:lambda:eu-west-1:1:function:hello",
      "arn:aws:lambda:eu-west-1:1:function:hello",
    ],
    ["a name with a qualifier", "shop-hello:live", "shop-hello:live"],
  ])("a function is found by %s", async (_, name, expected) => {
    expect(await found(name)).toBe(expected);
  });

  test("a name like one that it serves is refused with that", async () => {
    await expect(found("Helo")).rejects.toThrow('; did you mean "Hello"?');
  });

  test("an address that it doesn't serve is refused, with what it serves", async () => {
    await expect(found("aws_lambda_function.helo")).rejects.toThrow(
      'no function is named "aws_lambda_function.helo"; there are: Shop/Hello, shop-bye',
    );
  });
});

describe("in the stacks of a project", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "stacks-"));
  beforeAll(() => {
    const hello = (function_name: string) => ({
      function_name,
      "//": { metadata: { path: "stack/Shop/Hello/Resource" } },
    });
    const stacks = { dev: "eu-west-1", prod: "us-west-2" };
    for (const [name, region] of Object.entries(stacks)) {
      const aws_lambda_function = { hello: hello(`${name}-hello`), [name]: hello(name) };
      const variable = { [`${name}_region`]: { default: region } };
      const provider = { aws: [{ region: `\${var.${name}_region}` }] };
      const stack = { variable, provider, resource: { aws_lambda_function } };
      writeFileIn(folder, `stacks/${name}/cdk.tf.json`, toJson(stack));
    }
    const manifest = Object.keys(stacks).map((name) => [
      name,
      { workingDirectory: `stacks/${name}` },
    ]);
    writeFileIn(folder, "manifest.json", toJson({ stacks: Object.fromEntries(manifest) }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const found = (name: string, wanted?: string) =>
    functionInStacks(name, { folder, wanted, variables: [] });

  test("an address is the function's name and its stack's region", async () => {
    expect(await found("aws_lambda_function.hello", "prod")).toEqual({
      functionName: "prod-hello",
      region: "us-west-2",
    });
  });

  test("the value of a variable is for the stacks that declare it", async () => {
    const variables = [{ name: "dev_region", text: "eu-north-1" }];

    const dev = await functionInStacks("aws_lambda_function.dev", {
      folder,
      wanted: undefined,
      variables,
    });

    expect(dev).toEqual({ functionName: "dev", region: "eu-north-1" });
  });

  test("an address of one stack only needs no stack", async () => {
    expect(await found("aws_lambda_function.dev")).toMatchObject({ functionName: "dev" });
  });

  test.each(["prod-hello", "another"])("%s is the name of a function on AWS", async (name) => {
    expect(await found(name)).toEqual({ functionName: name });
  });

  test.each([
    ["aws_lambda_function.hello", "is in several stacks. Name one with --stack: dev, prod."],
    ["aws_lambda_function.helo", "is not a function of the stacks dev, prod."],
  ])("%s is refused", async (name, message) => {
    await expect(found(name)).rejects.toThrow(`${name} ${message}`);
  });

  test("a function whose name can't be resolved is refused with the reason", async () => {
    const unresolved = path.join(folder, "unresolved");
    const variable = { prefix: {} };
    const resource = { aws_lambda_function: { job: { function_name: "${var.prefix}-job" } } };
    writeFileIn(unresolved, "cdk.tf.json", toJson({ variable, resource }));

    await expect(
      functionInStacks("aws_lambda_function.job", {
        folder: unresolved,
        wanted: undefined,
        variables: [],
      }),
    ).rejects.toThrow("function_name can't be resolved: var.prefix has no value");
  });

  test("a name is not left to AWS if the value of a variable can't be used", async () => {
    const variables = [{ name: "dev_regoin", text: "eu-north-1" }];

    await expect(
      functionInStacks("hello", { folder, wanted: undefined, variables }),
    ).rejects.toThrow(
      "--var dev_regoin: no stack declares the variable; declared: dev_region, prod_region",
    );
  });

  test("a name outside a project is taken as the name on AWS, and the reason is kept", async () => {
    const nowhere = functionInStacks("hello", {
      folder: os.tmpdir(),
      wanted: undefined,
      variables: [],
    });

    expect(await nowhere).toEqual({
      functionName: "hello",
      unread: expect.stringContaining("No stack was searched: ") as string,
    });
  });
});

function toJson(value: unknown): string {
  return JSON.stringify(value);
}
