import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { ArchiveProvider } from "@cdktf/provider-archive/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { lambda } from "../../../constructs";
import type { Synthesised } from "./support";
import {
  environment,
  hello,
  INLINE,
  only,
  synth,
  synthHello,
  synthToDisk,
  withFolder,
  writeFiles,
} from "./support";

const HANDLER = { "index.py": "def handler(event, context): return 1" };

const LITTER = {
  "__pycache__/index.cpython-313.pyc": "x",
  "index.pyc": "x",
  ".DS_Store": "x",
  ".git/HEAD": "x",
  ".mypy_cache/x": "x",
  ".pytest_cache/x": "x",
  "pkg/.index.py.swp": "x",
  "index.py~": "x",
  ".#index.py": "x",
  "#index.py#": "x",
  "node_modules/.cache/x": "x",
  ".vscode/settings.json": "{}",
};

/** The JSON and the copied code of a synthesised stack: path, mode and content of each file. */
function synthesised(root: string, code: string) {
  const stack = synthToDisk(path.join(root, "out"), code);
  const assets = path.join(stack, "assets");
  const files = readdirSync(assets, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [
      path.relative(assets, file).split(path.sep).slice(1).join("/"),
      statSync(file).mode & 0o777,
      readFileSync(file, "utf8"),
    ]);
  return { json: readFileSync(path.join(stack, "cdk.tf.json"), "utf8"), files };
}

const synthesiseFiles = (files: Record<string, string>, change = (code: string): unknown => code) =>
  withFolder({}, (root) => {
    const code = path.join(root, "my code");
    writeFiles(code, files);
    change(code);
    return synthesised(root, code);
  });

const archiveOf = (json: Synthesised) => Object.values(json.data.archive_file)[0];

test("the same code in two checkouts results in the same JSON, without absolute paths", () => {
  const [one, other] = [synthesiseFiles(HANDLER), synthesiseFiles(HANDLER)];

  expect(one).toEqual(other);
  expect(one.json).not.toMatch(/": "\/(?!aws\/lambda\/)/);
});

test("the JSON names the folder in the project that the code was copied from", () => {
  const { json } = withFolder({}, (root) => synthesised(root, "lambda-src/hello"));

  const archive = archiveOf(JSON.parse(json) as Synthesised);
  expect(archive?.["//"]).toMatchObject({ source_folder: "lambda-src/hello" });
});

test("caches, file modes and times change neither the JSON nor the zip, which is the same in every clone", () => {
  const clean = synthesiseFiles(HANDLER);
  const messy = synthesiseFiles({ ...HANDLER, ...LITTER }, (code) => {
    chmodSync(path.join(code, "index.py"), 0o400);
    utimesSync(path.join(code, "index.py"), 1, 1);
    mkdirSync(path.join(code, "empty"));
  });

  expect(messy).toEqual(clean);
});

test.each([
  ["content", { "index.py": "def handler(event, context): return 2" }],
  ["a new file", { ...HANDLER, "more.py": "" }],
  ["the place of a file", { ...HANDLER, "pkg/more.py": "" }],
])("a change of %s changes what is zipped, but not the infrastructure", (_what, files) => {
  const [before, after] = [synthesiseFiles(HANDLER), synthesiseFiles(files)];

  expect(after.files).not.toEqual(before.files);
  expect(after.json).toBe(before.json);
});

test("a file deleted from the source is gone from the next synth", () => {
  withFolder({ ...HANDLER, "old.py": "" }, (code) => {
    withFolder({}, (root) => {
      synthesised(root, code);
      rmSync(path.join(code, "old.py"));

      expect(synthesised(root, code).files.map(([name]) => name)).toEqual(["index.py"]);
    });
  });
});

test("a symbolic link becomes the file that it leads to, because the archive provider breaks links", () => {
  const { files } = synthesiseFiles({ ...HANDLER, "shared/a.py": "a = 1" }, (code) => {
    symlinkSync("shared/a.py", path.join(code, "b.py"));
    symlinkSync("shared", path.join(code, "lib"));
  });

  expect(files.map(([name, , content]) => [name, content])).toEqual(
    expect.arrayContaining([
      ["b.py", "a = 1"],
      ["lib/a.py", "a = 1"],
    ]),
  );
});

test.each([
  ["nowhere", "links whose target exists"],
  ["..", "links that don't lead to a folder above"],
])("a symbolic link to %s is refused by name", (target, allowed) => {
  withFolder({ ...HANDLER, "pkg/__init__.py": "" }, (code) => {
    symlinkSync(target, path.join(code, "pkg", "link"));

    expect(() => hello({ code: lambda.Code.fromAsset(code) })).toThrow(
      new RegExp(`^dev/Hello: symbolic link in .* is "pkg/link"; allowed: ${allowed}`),
    );
  });
});

test("each function has a separate archive in the stack's folder, which another job can apply with a saved plan", () => {
  withFolder(HANDLER, (folder) => {
    const stack = environment();
    const code = lambda.Code.fromAsset(folder);
    for (const id of ["A", "B"]) {
      new lambda.Function(stack, id, { ...INLINE, code });
    }

    const archives = Object.values(synth(stack).data.archive_file);

    expect(new Set(archives.map(({ output_path }) => output_path)).size).toBe(2);
    for (const { source_dir, output_path } of archives) {
      expect(output_path).toMatch(/^assets\/[^/]+\.zip$/);
      expect(`${String(source_dir)}.zip`).toBe(output_path);
    }
  });
});

test("the function has the zip's hash in the form that AWS returns, so nothing is redeployed without a change", () => {
  withFolder(HANDLER, (folder) => {
    const json = synthHello({ code: lambda.Code.fromAsset(folder) });
    const address = `data.archive_file.${Object.keys(json.data.archive_file)[0]}`;

    expect(only(json, "aws_lambda_function")).toMatchObject({
      filename: `\${${address}.output_path}`,
      source_code_hash: `\${${address}.output_base64sha256}`,
    });
    expect(archiveOf(json)).toMatchObject({ type: "zip", output_file_mode: "0755" });
  });
});

test("Testing.synth writes no file", () => {
  withFolder(HANDLER, (folder) => {
    const fn = hello({ code: lambda.Code.fromAsset(folder) });

    const json = synth(fn.node.scope as TerraformStack);

    expect(existsSync(String(archiveOf(json)?.source_dir))).toBe(false);
  });
});

test("a relative folder starts at the project's root", () => {
  expect(() =>
    hello({ handler: "index.lambda_handler", code: lambda.Code.fromAsset("lambda-src/hello") }),
  ).not.toThrow();
});

test("inline code is zipped as the handler's file, and Terraform templates in it stay text", () => {
  const json = synthHello({
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: "src/index.handler",
    code: lambda.Code.fromInline("exports.handler = async (e) => `${e.name} %{if}`;"),
  });

  expect(archiveOf(json)).toMatchObject({
    source: [
      {
        filename: "src/index.js",
        content: "exports.handler = async (e) => `$${e.name} %%{if}`;",
      },
    ],
  });
});

describe("handlers", () => {
  const accepted: [runtime: string, handler: string, file: string][] = [
    ["python3.13", "pkg.mod.fn", "pkg/mod.py"],
    ["python3.13", "pkg/mod.fn", "pkg/mod.py"],
    ["python3.13", "pkg.fn", "pkg/__init__.py"],
    ["nodejs22.x", "src/index.handler", "src/index.js"],
    ["nodejs22.x", "index.handler", "index.mjs"],
    ["nodejs22.x", "index.a.b", "index.cjs"],
    ["provided.al2023", "anything", "bootstrap"],
    ["java21", "example.Handler::handle", "any.jar"],
  ];

  test.each(accepted)("%s finds %s in %s", (runtime, handler, file) => {
    expect(() => withHandler(runtime, handler, file)).not.toThrow();
  });

  test.each([
    ["python3.13", "mod.fn", "pkg/mod.py", "mod.py or mod/__init__.py"],
    ["nodejs22.x", "index.handler", "index.ts", "index.js or index.mjs or index.cjs"],
    ["provided.al2023", "anything", "main", "bootstrap"],
  ])("%s with %s and only %s is refused: it wants %s", (runtime, handler, file, wanted) => {
    expect(() => withHandler(runtime, handler, file)).toThrow(wanted);
  });

  test.each(["list.ts", "list.mts", "list.cts"])(
    "in %s is refused, because a NodejsFunction bundles TypeScript",
    (file) => {
      expect(() => withHandler("nodejs22.x", "list.handler", file)).toThrow(
        new RegExp(
          `${file} is TypeScript: bundle it with lambda.NodejsFunction and entry ".*/${file}".`,
        ),
      );
    },
  );

  test("may be in a layer", () => {
    const layer = "arn:aws:lambda:eu-west-1:123456789012:layer:l:1";

    expect(() => withHandler("python3.13", "wrapper.fn", "index.py", [layer])).not.toThrow();
  });

  function withHandler(runtime: string, handler: string, file: string, layers?: string[]) {
    withFolder({ [file]: "" }, (folder) =>
      hello({
        runtime: lambda.Runtime.of(runtime),
        handler,
        layers,
        code: lambda.Code.fromAsset(folder),
      }),
    );
  }
});

describe("size", () => {
  const MEGABYTE = 1024 * 1024;

  const ofSize = (bytes: number) =>
    withFolder(HANDLER, (folder) => {
      writeFileSync(path.join(folder, "data"), "");
      truncateSync(path.join(folder, "data"), bytes);
      return hello({ code: lambda.Code.fromAsset(folder) }).node.metadata;
    });

  test("over 250 MB is refused", () => {
    expect(() => ofSize(250 * MEGABYTE)).toThrow(/size of .* allowed: up to 262144000 bytes/);
  });

  test("over 50 MB causes a warning, because the zip may be too large to upload", () => {
    expect(ofSize(50 * MEGABYTE)).toMatchObject([
      { data: expect.stringContaining("Code.fromBucket") as string },
    ]);
    expect(ofSize(MEGABYTE)).toEqual([]);
  });
});

describe("the archive provider", () => {
  const providers = (stack: TerraformStack) => {
    for (const id of ["A", "B"]) {
      new lambda.Function(stack, id, INLINE);
    }
    return synth(stack).provider.archive;
  };

  test("is declared once in a stack without one", () => {
    expect(providers(new TerraformStack(Testing.app(), "plain"))).toHaveLength(1);
  });

  test("is the stack's, if it has one", () => {
    const stack = new TerraformStack(Testing.app(), "plain");
    new ArchiveProvider(stack, "mine");

    expect(providers(stack)).toHaveLength(1);
  });
});
