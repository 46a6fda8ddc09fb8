import { lambda } from "../../../constructs";
import { DEPRECATED, NOT_CREATABLE } from "../../../constructs/lambda/runtime-calendar";
import { ACCEPTED_SINCE, checkProviderAccepts } from "../../../constructs/lambda/runtime-provider";
import { warningsOf } from "../warnings-of";
import { environment, hello, only, synthHello, withFolder } from "./support";

const constants = Object.entries(lambda.Runtime)
  .filter((entry): entry is [string, lambda.Runtime] => entry[1] instanceof lambda.Runtime)
  .map(([name, runtime]) => [name, runtime.name] as const);

const code = lambda.Code.fromBucket("builds", "hello.zip");

test.each(constants)("Runtime.%s is the runtime that its name says: %s", (name, identifier) => {
  const named = name.replace("CORRETTO", "AL2").replaceAll("_", "");

  expect(identifier.toUpperCase().replaceAll(/\W/g, "")).toBe(named);
});

const warnings = (fn: lambda.Function) => warningsOf(fn).filter((text) => text.includes("runtime"));

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

test.each(constants.filter(([, identifier]) => !ACCEPTED_SINCE.has(identifier)))(
  "Runtime.%s, %s, can be created",
  (_, identifier) => {
    const { runtime } = only(
      synthHello({ runtime: lambda.Runtime.of(identifier), code }),
      "aws_lambda_function",
    );

    expect(runtime).toBe(identifier);
  },
);

test.each([...ACCEPTED_SINCE])("%s is refused before AWS provider %s", (name, since) => {
  expect(() => hello({ runtime: lambda.Runtime.of(name), code })).toThrow(
    new RegExp(
      `^dev/Hello: runtime is "${name}"; allowed: the runtimes that AWS provider 5\\.100\\.0 accepts: .*nodejs22.x.* Choose one of them, or use a package of AWS provider ${since} or later`,
    ),
  );
});

test.each([...ACCEPTED_SINCE])("%s is accepted from AWS provider %s on", (name, since) => {
  expect(checkedWith(since, name)).toEqual([]);
});

test("a runtime that no known provider accepts is refused, as a misspelt one is", () => {
  expect(() => hello({ runtime: lambda.Runtime.of("nodejs22"), code })).toThrow(
    /^dev\/Hello: runtime is "nodejs22"; .* Correct the name, or use a newer package/,
  );
});

test("a runtime newer than this library causes a warning with a newer provider", () => {
  expect(checkedWith("6.66.0", "python3.99")).toEqual([
    expect.stringContaining("dev/Hello: runtime python3.99 is newer than this library"),
  ]);
});

test("a layer's runtimes may be ended ones, but not ones that the provider rejects", () => {
  const layerFor = (name: string) =>
    withFolder({ "python/shared.py": "" }, (folder) =>
      lambda.LayerVersion.fromAsset(environment(), "Shared", folder, {
        compatibleRuntimes: [lambda.Runtime.of(name)],
      }),
    );

  expect(layerFor("python3.7").resource.compatibleRuntimesInput).toEqual(["python3.7"]);
  expect(() => layerFor("python3.14")).toThrow(
    /^dev\/Shared: compatibleRuntimes is "python3.14"; .*AWS provider 6\.20\.0 or later/,
  );
});

/** The warnings about a runtime in a stack with another version of the AWS provider. */
function checkedWith(providerVersion: string, name: string): string[] {
  const fn = hello({ code });
  const { resource } = fn;
  const terraformGeneratorMetadata = { providerName: "aws", providerVersion };
  Object.assign(resource, { terraformGeneratorMetadata });
  checkProviderAccepts(fn, "runtime", {
    resource,
    runtime: lambda.Runtime.of(name),
  });
  return warningsOf(fn);
}
