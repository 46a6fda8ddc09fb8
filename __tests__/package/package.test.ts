import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { StackFolder } from "../local/cli/support/stack-folder";
import { blocks } from "../readme/blocks";
import { examples, inStack, testExamples } from "../readme/examples";
import { blocksOf, fileOf } from "../readme/pages";
import { ROOT } from "../support/root";
import { Installation } from "./support/installation";
import { megabytes } from "./support/megabytes";
import { packTypedPart } from "./support/typed-part";

jest.setTimeout(120_000);

const PEERS = ["cdktf", "constructs", "@cdktf/provider-aws", "@cdktf/provider-archive"];
const TEMPLATE = path.join(ROOT, "node_modules/@cdktf/cli-core/templates/typescript");

let installation: Installation;
beforeAll(() => {
  installation = new Installation();
});
afterAll(() => installation.remove());

test("the command serves a stack where neither cdktf nor the provider is installed", async () => {
  const stack = new StackFolder();
  stack.write("hello");

  const { [stack.stage]: url } = await installation.serve(stack.folder);
  const response = await fetch(`${url}/`);
  stack.remove();

  expect(await response.text()).toBe("hello");
});

test("invoke without a runner, and without the AWS SDK, names both ways out", () => {
  const command = path.join(installation.project, "node_modules/.bin/cdktf-lambda-api");
  // Runners of the project may still be up.
  const invoke = () => installation.run(command, ["invoke", "hello"], installation.folder);

  expect(invoke).toThrow('run "cdktf-lambda-api serve" in another terminal');
  expect(invoke).toThrow("npm install --save-dev @aws-sdk/credential-providers");
});

test("jest finds the reporter of template coverage", () => {
  const reporter = 'new (require("cdktf-lambda-api/template-coverage"))()';

  expect(() => installation.run("node", ["--eval", reporter])).not.toThrow();
});

test("npm runs no script of the package when it is installed", () => {
  const manifest = path.join(installation.installed, "package.json");
  const { scripts } = JSON.parse(readFileSync(manifest, "utf8")) as { scripts: object };

  for (const event of ["preinstall", "install", "postinstall", "prepare"]) {
    expect(scripts).not.toHaveProperty(event);
  }
});

test("the package and what npm installs with it take less than 25 MB", () => {
  const size = megabytes(path.join(installation.project, "node_modules"));

  expect(size).toBeLessThan(25);
});

test("attw finds no problem", () => {
  const tarball = path.join(installation.folder, "typed-part.tgz");
  packTypedPart(installation.installed, tarball);
  const args = [tarball, "--exclude-entrypoints", "template-coverage"];

  expect(() => installation.run(bin("attw"), args)).not.toThrow();
});

test("publint finds no problem", () => {
  expect(() => installation.run(bin("publint"), [installation.tarball, "--strict"])).not.toThrow();
});

describe("in a project of cdktf's TypeScript template", () => {
  const settings = (app: string) =>
    installation.write("cdktf.json", JSON.stringify({ language: "typescript", app }));

  beforeAll(() => {
    installation.link(...PEERS, "typescript", "ts-node", "tsx", "@types/jest", "@types/node");
    const tsconfig = path.join(TEMPLATE, "tsconfig.json");
    cpSync(tsconfig, path.join(installation.project, "tsconfig.json"));
    for (const block of blocksOf("README.md")) {
      const file = fileOf(block);
      if (file !== undefined) {
        installation.write(file, ofPackage(block.text));
      }
    }
    [...examples.map(inStack), ...testExamples].forEach((example, index) =>
      installation.write(`example-${index}.ts`, ofPackage(example)),
    );
  });

  /** The README's request, and the response that it shows. */
  const [, urlPath = "", expected = ""] =
    /^curl http:\/\/127\.0\.0\.1:3000(\/books\S*) # (.*)$/m.exec(blocks("sh").join("")) ?? [];

  async function expectResponse(...args: readonly string[]): Promise<void> {
    const [url] = Object.values(await installation.serve(...args));
    const response = await fetch(`${url}${urlPath}`);

    expect(await response.text()).toBe(expected);
  }

  test("tsc compiles the examples of all documents, with the stricter checks of this project", () => {
    const checks = ["--noUncheckedIndexedAccess", "--noImplicitOverride"];
    // An example may declare what it doesn't use.
    const compile = () => installation.run(bin("tsc"), [...checks, "--noUnusedLocals", "false"]);

    expect(compile).not.toThrow();
  });

  test("the README's API, compiled, is synthesised by the cdktf CLI, and served", async () => {
    settings("node main.js");
    installation.cdktf("synth");

    await expectResponse("cdktf.out");
  });

  test.each([
    ["ts-node", `node ${bin("ts-node")} main.ts`],
    ["tsx", `node ${bin("tsx")} main.ts`],
  ])("the README's API is served from an app that %s runs", async (_, app) => {
    settings(app);

    await expectResponse();
  });

  test("a NodejsFunction without esbuild is refused with the command that installs it", () => {
    const script = `
      const { App, TerraformStack } = require("cdktf");
      const { lambda } = require("cdktf-lambda-api");
      const stack = new TerraformStack(new App(), "dev");
      const entry = "lambda-src/books/index.mjs";
      new lambda.NodejsFunction(stack, "Books", { entry, runtime: lambda.Runtime.NODEJS_22_X });
    `;

    expect(() => installation.run("node", ["--eval", script])).toThrow(
      "npm install --save-dev esbuild",
    );
  });

  test("an ES module imports the constructs, which load nothing of the runner", () => {
    const module = `
      import { createRequire } from "node:module";
      import { HttpApi, lambda } from "cdktf-lambda-api";
      const loaded = Object.keys(createRequire(import.meta.url).cache);
      const runner = loaded.filter((file) => file.includes("/dist/local/"));
      console.log(JSON.stringify([HttpApi.name, lambda.Function.name, runner]));
    `;

    const printed = installation.run("node", ["--input-type=module", "--eval", module]);

    expect(JSON.parse(printed)).toEqual(["HttpApi", "Function", []]);
  });
});

/** Has code of the documents, which are about a clone, import the package. */
function ofPackage(code: string): string {
  return code
    .replaceAll('"./constructs"', '"cdktf-lambda-api"')
    .replaceAll(/"\.\.?\/local\/(testing\/)?/g, '"cdktf-lambda-api/');
}

function bin(name: string): string {
  return path.join(ROOT, "node_modules/.bin", name);
}
