import { execFileSync } from "node:child_process";
import { buildSync } from "esbuild";
import { lambda } from "../../../../constructs";
import { messageOf } from "../../message-of";
import type { Synthesised } from "../support";
import { environment, only, synth } from "../support";
import type { Bundled } from "./support";
import { ENTRY, Project } from "./support";

const GREETING = {
  [ENTRY]: `import { greeting } from "../shared/greeting";
import { punctuation } from "marks";
export async function handler(event: { name: string }): Promise<string> {
  return greeting(event.name) + punctuation;
}
`,
  "lambda-src/shared/greeting.ts": "export const greeting = (name: string) => `Hello ${name}`;\n",
  "node_modules/marks/package.json": '{"name":"marks","main":"index.js"}',
  "node_modules/marks/index.js": 'exports.punctuation = "!";\n',
};
const FILES = { [ENTRY]: "export const handler = async () => 42;\n" };

/** The JSON of a stack with a function, which bundles nothing. */
function synthesise(props: Partial<lambda.NodejsFunctionProps>): Synthesised {
  const stack = environment();
  new lambda.NodejsFunction(stack, "Fn", { entry: "constructs/lambda/index.ts", ...props });
  return synth(stack);
}

/** The tests that don't change it share its bundle. */
const greeting = new Project(GREETING);

/** What the handler of a bundle returns. */
async function invoke({ folder }: Bundled, event: object = {}): Promise<unknown> {
  const { handler } = (await import(`${folder}/index.js`)) as {
    handler: (event: object) => Promise<unknown>;
  };
  return handler(event);
}

/** What the handler of an ES module returns, in a process of its own. */
function invokeModule({ folder }: Bundled): unknown {
  const script = `import("${folder}/index.mjs").then((m) => m.handler({})).then((r) => console.log(JSON.stringify(r)));`;
  return JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
}

test("a TypeScript handler runs with the files and packages that it imports", async () => {
  const bundled = greeting.bundle();

  expect(Object.keys(bundled.files)).toEqual(["index.js", "index.js.map"]);
  expect(await invoke(bundled, { name: "Ana" })).toBe("Hello Ana!");
});

test("the function has the defaults of Node.js 22, and source maps are on", () => {
  const json = synthesise({ environment: { STAGE: "dev" } });

  expect(only(json, "aws_lambda_function")).toMatchObject({
    runtime: "nodejs22.x",
    handler: "index.handler",
    environment: { variables: { NODE_OPTIONS: "--enable-source-maps", STAGE: "dev" } },
  });
});

test("the bundle is the same in another folder at another depth", () => {
  const here = greeting.bundle();
  const there = new Project(GREETING, "much/deeper").bundle();

  expect(there.files).toEqual(here.files);
  expect(there.bundleFile).toEqual(here.bundleFile);
  expect(JSON.parse(here.files["index.js.map"] ?? "")).toMatchObject({
    sources: expect.arrayContaining([
      "lambda-src/notes/index.ts",
      "lambda-src/shared/greeting.ts",
      "node_modules/marks/index.js",
    ]) as string[],
  });
});

test("the stack's folder describes how to bundle the code again", () => {
  const { bundleFile, files } = greeting.bundle();

  const again = buildSync({ ...bundleFile.esbuild, absWorkingDir: greeting.folder, write: false });

  expect(again.outputFiles?.map(({ text }) => text).sort()).toEqual(Object.values(files).sort());
  expect(bundleFile.inputs).toEqual([
    ENTRY,
    "lambda-src/shared/greeting.ts",
    "node_modules/marks/index.js",
  ]);
});

test("the infrastructure stays the same when the code changes", () => {
  const project = new Project(FILES);
  const before = project.bundle();
  project.write({ [ENTRY]: "export const handler = async () => 43;\n" });

  const after = project.bundle();

  expect(after.json).toEqual(before.json);
  expect(after.files).not.toEqual(before.files);
});

test("a type error doesn't stop the synthesis", async () => {
  const code =
    'export const handler = async (): Promise<string> => { const n: number = "x"; return n; };';

  expect(await invoke(new Project({ [ENTRY]: code }).bundle())).toBe("x");
});

test("a unit test that looks at the JSON only bundles nothing", () => {
  const json = synthesise({ handler: "absent" });

  expect(only(json, "aws_lambda_function")).toMatchObject({ handler: "index.absent" });
});

describe("options", () => {
  test("sourceMap: false leaves out the map and the variable", () => {
    const { json, files } = new Project(FILES).bundle({ bundling: { sourceMap: false } });

    expect(Object.keys(files)).toEqual(["index.js"]);
    expect(only(json, "aws_lambda_function").environment).toBeUndefined();
  });

  test("NODE_OPTIONS of the props replaces the default", () => {
    const json = synthesise({ environment: { NODE_OPTIONS: "--no-warnings" } });

    expect(only(json, "aws_lambda_function").environment).toEqual({
      variables: { NODE_OPTIONS: "--no-warnings" },
    });
  });

  test("minify shortens the code", async () => {
    const plain = greeting.bundle();
    const minified = greeting.bundle({ bundling: { minify: true } });

    expect(minified.files["index.js"]).not.toContain("greeting");
    expect(minified.files["index.js"]?.length).toBeLessThan(plain.files["index.js"]?.length ?? 0);
    expect(await invoke(minified, { name: "Ana" })).toBe("Hello Ana!");
  });

  test("an ES module awaits at its top level, and packages in CommonJS still work", () => {
    const bundled = new Project({
      [ENTRY]: `import { where } from "old";
const ready = await Promise.resolve(true);
export const handler = async () => ({ ready, where: where() });`,
      "node_modules/old/index.js":
        'const path = require("path"); exports.where = () => path.basename(__dirname).length > 0;',
    }).bundle({ bundling: { format: lambda.OutputFormat.ESM } });

    expect(Object.keys(bundled.files)).toEqual(["index.mjs", "index.mjs.map"]);
    expect(invokeModule(bundled)).toEqual({ ready: true, where: true });
  });

  test("the AWS SDK is left out, unless externalModules is empty", () => {
    const project = new Project({
      [ENTRY]: 'import * as sdk from "@aws-sdk/client-s3"; export const handler = async () => sdk;',
      "node_modules/@aws-sdk/client-s3/index.js": 'exports.version = "my own";',
    });

    const [without, bundled] = project.bundleAll({}, { bundling: { externalModules: [] } });

    expect(without?.files["index.js"]).toContain('require("@aws-sdk/client-s3")');
    expect(bundled?.files["index.js"]).toContain("my own");
  });

  test("define, banner and tsconfig change the code", async () => {
    const project = new Project({
      [ENTRY]: 'import { name } from "@lib/name"; export const handler = async () => name + STAGE;',
      "lib/name.ts": 'export const name = "Ana ";',
      "tsconfig.lambda.json":
        '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } } // a comment',
    });

    const bundled = project.bundle({
      bundling: {
        define: { STAGE: '"prod"' },
        banner: "/* licence */",
        tsconfig: "tsconfig.lambda.json",
      },
    });

    expect(await invoke(bundled)).toBe("Ana prod");
    expect(bundled.files["index.js"]).toMatch(/^\/\* licence \*\//);
  });

  test("handler names another export", () => {
    const project = new Project({ [ENTRY]: "export const worker = async () => 1;" });

    const { json } = project.bundle({ handler: "worker" });

    expect(only(json, "aws_lambda_function").handler).toBe("index.worker");
  });
});

describe("a mistake", () => {
  const refusals: [what: string, props: object, message: string][] = [
    ["no entry", { entry: undefined }, "entry is missing; allowed: a string"],
    [
      "an entry that doesn't exist",
      { entry: "src/no.ts" },
      'entry is "src/no.ts"; allowed: a file',
    ],
    ["a folder as entry", { entry: "lambda-src/notes" }, "allowed: a .ts, .mts"],
    ["a handler with its file", { handler: "index.handler" }, "without the name of its file"],
    ["a misspelled option", { bundling: { minfy: true } }, "Did you mean bundling.minify?"],
    ["an unknown format", { bundling: { format: "iife" } }, "allowed: cjs, esm"],
    ["a missing tsconfig", { bundling: { tsconfig: "no.json" } }, "bundling.tsconfig is"],
    ["another language", { runtime: lambda.Runtime.PYTHON_3_13 }, "allowed: a Node.js runtime"],
  ];

  test.each(refusals)("%s is refused", (_what, props, message) => {
    const error = messageOf(() => new Project(FILES).bundle(props));

    expect(error).toMatch(/^dev\/Fn: /);
    expect(error).toContain(message);
  });

  test("in the code fails with its place, as do all others of the stack", () => {
    const project = new Project({
      "lambda-src/syntax.ts": "export const handler = (",
      "lambda-src/absent.ts": 'import "absent"; export const handler = 1;',
      "lambda-src/other.ts": "export const other = 1;",
    });

    const error = messageOf(() =>
      project.bundleAll(
        { entry: "lambda-src/syntax.ts" },
        { entry: "lambda-src/absent.ts" },
        { entry: "lambda-src/other.ts" },
      ),
    );

    const failures = error.split(/^(?=dev\/)/m);
    expect(failures).toEqual([
      expect.stringMatching(/^dev\/Fn: lambda-src\/syntax.ts can't be bundled: /),
      expect.stringMatching(/^dev\/Fn1: lambda-src\/absent.ts can't be bundled: /),
      expect.stringMatching(/^dev\/Fn2: lambda-src\/other.ts can't be bundled: /),
    ]);
    expect(failures[0]).toContain("lambda-src/syntax.ts:1:24");
    expect(failures[1]).toContain('Could not resolve "absent"');
    expect(failures[2]).toContain('No matching export in "lambda-src/other.ts"');
  });

  test("esbuild's warnings are those of the function", () => {
    const code = "export const handler = async () => import.meta.url;";

    const { warnings } = new Project({ [ENTRY]: code }).bundle();

    expect(warnings).toEqual([expect.stringContaining('"import.meta" is not available')]);
  });
});

describe("a bundle of more than 5 MB", () => {
  const large = (megabytes: number) => `"${"x".repeat(megabytes * 1024 * 1024)}"`;
  const INPUTS = Object.fromEntries(
    [1, 2, 0.1, 1.5, 0.2, 0.3].map((size, at) => [
      `lambda-src/notes/part${at}.ts`,
      `export const part${at} = ${large(size)};`,
    ]),
  );
  const CODE = Object.keys(INPUTS).map((_, at) => `export { part${at} } from "./part${at}";`);
  const project = new Project({
    ...INPUTS,
    "lambda-src/notes/all.ts": CODE.join("\n"),
    [ENTRY]: 'import * as all from "./all"; export const handler = async () => all;',
  });

  test("causes a warning with its size and its five largest inputs", () => {
    const [warning] = project.bundle().warnings;

    expect(warning).toContain(
      "the bundle of lambda-src/notes/index.ts has 5.1 MB, and loads slowly at a cold start. Its largest inputs: lambda-src/notes/part1.ts (2.0 MB), lambda-src/notes/part3.ts (1.5 MB), lambda-src/notes/part0.ts (1.0 MB), lambda-src/notes/part5.ts (0.3 MB), lambda-src/notes/part4.ts (0.2 MB).",
    );
  });

  test("causes the warning again when it comes from the cache", () => {
    expect(project.bundle().warnings).toHaveLength(1);
    expect(project.cached).toHaveLength(1);
  });
});
