import { TerraformStack } from "cdktf";
import { lambda } from "../../../constructs";
import { DEPRECATED, NOT_CREATABLE } from "../../../constructs/lambda/runtime-calendar";
import { hello, only, synthHello } from "./support";

const constants = Object.entries(lambda.Runtime)
  .filter((entry): entry is [string, lambda.Runtime] => entry[1] instanceof lambda.Runtime)
  .map(([name, runtime]) => [name, runtime.name] as const);

const code = lambda.Code.fromBucket("builds", "hello.zip");

const warnings = (fn: lambda.Function) =>
  fn.node.metadata.map(({ data }) => String(data)).filter((text) => text.includes("runtime"));

test.each([...NOT_CREATABLE.keys()])(
  "%s is refused: AWS creates no function of it any more",
  (name) => {
    expect(() => hello({ runtime: lambda.Runtime.of(name), code })).toThrow(
      new RegExp(`^dev/Hello: runtime is "${name}".*lambda-runtimes\\.html`),
    );
  },
);

test.each([...DEPRECATED])(
  "%s can be created, with a warning that names its end on %s",
  (name, day) => {
    const fn = hello({ runtime: lambda.Runtime.of(name), code });

    expect(warnings(fn)).toEqual([expect.stringContaining(`${name} was deprecated on ${day}`)]);
  },
);

test("a supported runtime causes no warning", () => {
  expect(warnings(hello({ runtime: lambda.Runtime.NODEJS_22_X, code }))).toEqual([]);
});

test.each(constants)("Runtime.%s is %s, and can be created", (name, identifier) => {
  const { runtime } = only(
    synthHello({ runtime: lambda.Runtime.of(identifier), code }),
    "aws_lambda_function",
  );

  expect(runtime).toBe(identifier);
  expect(name.replaceAll(/\W|_/g, "")).toMatch(/^[A-Z0-9]+$/);
});

test("a runtime newer than the AWS provider is used by its identifier, with a warning", () => {
  const fn = hello({ runtime: lambda.Runtime.of("python3.99"), code });

  expect(fn.node.scope).toBeInstanceOf(TerraformStack);
  expect(fn.resource.runtimeInput).toBe("python3.99");
  expect(warnings(fn)).toEqual([
    expect.stringContaining("dev/Hello: AWS provider 5.100 does not know runtime python3.99"),
  ]);
});
