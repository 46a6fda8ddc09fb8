import path from "node:path";
import type { LocalLambda } from "../../../local/lambda";
import { ROOT } from "../../support/root";
import { LambdaFixture } from "./support/lambda-fixture";
import { until } from "./support/processes";

/** Returns where the package that the event names is from. */
const COMMON_JS = "exports.handler = async (name) => require(name).from;";
const ES_MODULE = "export const handler = async (name) => (await import(name)).from;";
const PROJECT = "../../..";

describe("the AWS SDK of a Node.js handler", () => {
  const fixture = new LambdaFixture("cdktf.out/stacks/dev");
  let lambda: LocalLambda;

  beforeAll(async () => {
    fixture.file(`${PROJECT}/package.json`, "{}");
    for (const name of [
      "@aws-sdk/client-one",
      "@aws-sdk/client-lambda",
      "@smithy/one",
      "aws-sdk",
    ]) {
      install(`${PROJECT}/node_modules/${name}`, "the project");
    }
    install("layer/nodejs/node_modules/@aws-sdk/client-two", "the layer");
    install(`${PROJECT}/node_modules/@aws-sdk/client-two`, "the project");
    install("js/node_modules/@aws-sdk/client-three", "the zip");
    install(`${PROJECT}/node_modules/@aws-sdk/client-three`, "the project");
    fixture.resource("data.archive_file.layer", { source_dir: "layer", output_path: "layer.zip" });
    fixture.resource("aws_lambda_layer_version.layer", { filename: "layer.zip", arn: "arn:l:1" });
    fixture.node("js", COMMON_JS, { runtime: "nodejs22.x", layers: ["arn:l:1"] });
    fixture.file("esm/package.json", '{"type":"module"}');
    fixture.node("esm", ES_MODULE, { runtime: "nodejs22.x" });
    fixture.node("static", 'require("@aws-sdk/client-none/deep");', { runtime: "nodejs18.x" });
    fixture.node("old", COMMON_JS, { runtime: "nodejs16.x" });
    fixture.node("argv", "exports.handler = async () => process.argv.length");
    lambda = await fixture.start();
  });
  afterAll(() => fixture.close());

  function install(folder: string, from: string): void {
    fixture.file(`${folder}/package.json`, '{"main": "./index.js"}');
    fixture.file(`${folder}/index.js`, `exports.from = ${JSON.stringify(from)};`);
  }

  async function from(fn: string, name: string): Promise<unknown> {
    const { payload } = await lambda.invoke(fn, JSON.stringify(name));
    return JSON.parse(payload.toString("utf8"));
  }

  test.each([
    ["js", "@aws-sdk/client-three", "the zip"],
    ["js", "@aws-sdk/client-two", "the layer"],
    ["js", "@aws-sdk/client-one", "the project"],
    ["js", "@aws-sdk/client-lambda", "the project"],
    ["esm", "@aws-sdk/client-one", "the project"],
    ["esm", "@smithy/one", "the project"],
    ["old", "aws-sdk", "the project"],
  ])("%s finds %s in %s", async (fn, name, place) => {
    expect(await from(fn, name)).toBe(place);
  });

  test("is the runner's own where the project hasn't the package", async () => {
    expect(await from("js", "@aws-sdk/core")).toBeNull();
  });

  test.each([
    ["nodejs16.x", "old", "@aws-sdk/client-one"],
    ["nodejs22.x", "js", "aws-sdk"],
  ])("of the other version is not found, as on Lambda: %s", async (_runtime, fn, name) => {
    const { payload, requestId } = await lambda.invoke(fn, JSON.stringify(name));
    await until(() => fixture.log.includes(`REPORT RequestId: ${requestId}`));
    expect(payload.toString("utf8")).toContain(`Cannot find module '${name}'`);
    expect(fixture.log).not.toContain(`npm install --save-dev ${name}"`);
  });

  test.each([
    ["js", "@aws-sdk/client-missing", "nodejs22.x"],
    ["esm", "@smithy/missing", "nodejs22.x"],
    ["static", "@aws-sdk/client-none", "nodejs18.x"],
  ])("%s logs what to install where %s is missing", async (fn, name, runtime) => {
    await lambda.invoke(fn, JSON.stringify(name));
    await until(() => fixture.log.includes(`npm install --save-dev ${name}"`));
    expect(fixture.log).toContain(
      `${runtime} has ${name} on Lambda; here neither the stack's project nor the runner has it. Run "npm install --save-dev ${name}" in ${fixture.root}, then start the runner again.`,
    );
  });

  test("leaves process.argv as on Lambda: the program and the runtime's script", async () => {
    expect(await from("argv", "")).toBe(2);
  });
});

test("a stack outside of any project has the hint name the runner's own", async () => {
  const fixture = new LambdaFixture();
  const lambda = await fixture.node("fn", 'require("@aws-sdk/client-none");').start();
  await lambda.invoke("fn", "{}");
  await until(() => fixture.log.includes("npm install"));
  expect(fixture.log).toContain(`in ${path.resolve(ROOT)}, then start the runner again.`);
  await fixture.close();
});
