import { execFileSync } from "node:child_process";
import { buildSync } from "esbuild";
import { lambda } from "../../../../constructs";
import { messageOf } from "../../message-of";
import type { Synthesised } from "../support";
import { environment, only, synth } from "../support";
import type { Bundled } from "./support";
import { ENTRY, Project, Samples } from "./support";

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

const samples = new Samples(
  new Project({
    ...GREETING,
    "node_modules/old/index.js":
      'const path = require("path"); exports.where = () => path.basename(__dirname).length > 0;',
    "node_modules/@aws-sdk/client-s3/index.js": 'exports.version = "my own";',
    "lib/name.ts": 'export const name = "Ana ";',
    "tsconfig.lambda.json":
      '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } } // a comment',
  }),
);
const greeting = samples.add({});

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
  expect(Object.keys(greeting().files)).toEqual(["index.js", "index.js.map"]);
  expect(await invoke(greeting(), { name: "Ana" })).toBe("Hello Ana!");
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
  const here = greeting();
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
  const { bundleFile, files } = greeting();

  const absWorkingDir = samples.project.folder;
  const again = buildSync({ ...bundleFile.esbuild, absWorkingDir, write: false });

  expect(again.outputFiles?.map(({ text }) => text).sort()).toEqual(Object.values(files).sort());
  expect(bundleFile.inputs).toEqual([
    ENTRY,
    "lambda-src/shared/greeting.ts",
    "node_modules/marks/index.js",
  ]);
});

const wrongType = samples.add(
  {},
  'export const handler = async (): Promise<string> => { const n: number = "x"; return n; };',
);
test("a type error doesn't stop the synthesis", async () => {
  expect(await invoke(wrongType())).toBe("x");
});

test("a unit test that looks at the JSON only bundles nothing", () => {
  const json = synthesise({ handler: "absent" });

  expect(only(json, "aws_lambda_function")).toMatchObject({ handler: "index.absent" });
});

describe("options", () => {
  const withoutMap = samples.add({ bundling: { sourceMap: false } });
  test("sourceMap: false leaves out the map and the variable", () => {
    const json = synthesise({ bundling: { sourceMap: false } });

    expect(Object.keys(withoutMap().files)).toEqual(["index.js"]);
    expect(only(json, "aws_lambda_function").environment).toBeUndefined();
  });

  test("NODE_OPTIONS of the props replaces the default", () => {
    const json = synthesise({ environment: { NODE_OPTIONS: "--no-warnings" } });

    expect(only(json, "aws_lambda_function").environment).toEqual({
      variables: { NODE_OPTIONS: "--no-warnings" },
    });
  });

  const minified = samples.add({ bundling: { minify: true } });
  test("minify shortens the code", async () => {
    const code = (bundled: Bundled) => bundled.files["index.js"] ?? "";

    expect(code(minified())).not.toContain("greeting");
    expect(code(minified()).length).toBeLessThan(code(greeting()).length);
    expect(await invoke(minified(), { name: "Ana" })).toBe("Hello Ana!");
  });

  const esModule = samples.add(
    { bundling: { format: lambda.OutputFormat.ESM } },
    `import { where } from "old";
const ready = await Promise.resolve(true);
export const handler = async () => ({ ready, where: where() });`,
  );
  test("an ES module awaits at its top level, and packages in CommonJS still work", () => {
    expect(Object.keys(esModule().files)).toEqual(["index.mjs", "index.mjs.map"]);
    expect(invokeModule(esModule())).toEqual({ ready: true, where: true });
  });

  const SDK = 'import * as sdk from "@aws-sdk/client-s3"; export const handler = async () => sdk;';
  const withoutSdk = samples.add({}, SDK);
  const withSdk = samples.add({ bundling: { externalModules: [] } }, SDK);
  test("the AWS SDK is left out, unless externalModules is empty", () => {
    expect(withoutSdk().files["index.js"]).toContain('require("@aws-sdk/client-s3")');
    expect(withSdk().files["index.js"]).toContain("my own");
  });

  const changed = samples.add(
    {
      bundling: {
        define: { STAGE: '"prod"' },
        banner: "/* licence */",
        tsconfig: "tsconfig.lambda.json",
      },
    },
    'import { name } from "@lib/name"; export const handler = async () => name + STAGE;',
  );
  test("define, banner and tsconfig change the code", async () => {
    expect(await invoke(changed())).toBe("Ana prod");
    expect(changed().files["index.js"]).toMatch(/^\/\* licence \*\//);
  });

  const worker = samples.add({ handler: "worker" }, "export const worker = async () => 1;");
  test("handler names another export", () => {
    expect(worker().files).toHaveProperty(["index.js"]);
    expect(only(synthesise({ handler: "worker" }), "aws_lambda_function").handler).toBe(
      "index.worker",
    );
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

  const warned = samples.add({}, "export const handler = async () => import.meta.url;");
  test("esbuild's warnings are those of the function", () => {
    expect(warned().warnings).toEqual([expect.stringContaining('"import.meta" is not available')]);
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
