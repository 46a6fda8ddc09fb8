import { symlinkSync } from "node:fs";
import path from "node:path";
import { LambdaFixture } from "./support/lambda-fixture";
import type { ZipEntry } from "../../support/zip";
import { writeZip } from "../../support/zip";

const LISTING = `
import os
def handler(event, context):
    root = os.environ["LAMBDA_TASK_ROOT"]
    return sorted(os.path.relpath(os.path.join(at, name), root) for at, _, names in os.walk(root) for name in names)
`;

describe("code and layers", () => {
  let fixture: LambdaFixture;
  beforeEach(() => {
    fixture = new LambdaFixture();
  });
  afterEach(() => fixture.close());

  async function response(attributes: object = {}): Promise<unknown> {
    fixture.resource("aws_lambda_function.fn", {
      function_name: "fn",
      runtime: "python3.11",
      handler: "index.handler",
      filename: "fn.zip",
      ...attributes,
    });
    const lambda = await fixture.start();
    const { payload } = await lambda.invoke("fn", "{}");
    return JSON.parse(payload.toString("utf8"));
  }

  function zip(name: string, files: Readonly<Record<string, ZipEntry>>): Promise<void> {
    return writeZip(path.join(fixture.folder, name), files);
  }

  test("a folder runs without the files that archive_file excludes", async () => {
    fixture.file("src/index.py", LISTING);
    fixture.file("src/kept.txt", "");
    fixture.file("src/tests/test_index.py", "");
    fixture.file("src/deep/down/notes.md", "");
    fixture.file("src/deep/down/data.json", "");
    fixture.resource("data.archive_file.fn", {
      source_dir: "src",
      output_path: "fn.zip",
      excludes: ["tests", "**/*.md"],
    });
    expect(await response()).toEqual(["deep/down/data.json", "index.py", "kept.txt"]);
  });

  test("inline source blocks become files", async () => {
    fixture.resource("data.archive_file.fn", {
      output_path: "fn.zip",
      source: [
        { filename: "index.py", content: LISTING },
        { filename: "lib/data.txt", content: "x" },
      ],
    });
    expect(await response()).toEqual(["index.py", "lib/data.txt"]);
  });

  test("inline source_content becomes one file", async () => {
    fixture.resource("data.archive_file.fn", {
      output_path: "fn.zip",
      source_content: LISTING,
      source_content_filename: "index.py",
    });
    expect(await response()).toEqual(["index.py"]);
  });

  test("a source_file is there alone", async () => {
    fixture.file("src/index.py", LISTING);
    fixture.file("src/other.py", "");
    fixture.resource("data.archive_file.fn", {
      source_file: "src/index.py",
      output_path: "fn.zip",
    });
    expect(await response()).toEqual(["index.py"]);
  });

  test("a local zip is unpacked, with its folders", async () => {
    await zip("fn.zip", { "index.py": { content: LISTING }, "a/b.txt": { content: "b" } });
    expect(await response()).toEqual(["a/b.txt", "index.py"]);
  });

  test("a zip's files keep their modes and its symbolic links", async () => {
    const script = '#!/bin/sh\nexec python3 "$LAMBDA_TASK_ROOT/serve.py"\n';
    const serve = `
import os, urllib.request as http
api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/invocation/"
while True:
    event = http.urlopen(api + "next")
    text = open(os.environ["LAMBDA_TASK_ROOT"] + "/link.txt", "rb").read()
    http.urlopen(api + event.headers["Lambda-Runtime-Aws-Request-Id"] + "/response", text)
`;
    await zip("fn.zip", {
      bootstrap: { content: script, mode: 0o100755 },
      "serve.py": { content: serve },
      "data.txt": { content: '"through the link"' },
      "link.txt": { content: "data.txt", mode: 0o120777 },
    });
    expect(await response({ runtime: "provided.al2023" })).toBe("through the link");
  });

  test("a damaged zip is an error at start that names the address", async () => {
    fixture.file("fn.zip", "not a zip");
    await expect(response()).rejects.toThrow(/^aws_lambda_function\.fn: /);
  });

  test("layers are merged, the later one winning, and found by Python", async () => {
    fixture.file(
      "src/index.py",
      "import shared, own\ndef handler(e, c): return [shared.NAME, own.NAME]",
    );
    fixture.file("one/python/shared.py", 'NAME = "first"');
    fixture.file("one/python/own.py", 'NAME = "only in the first"');
    fixture.file("two/python/shared.py", 'NAME = "second"');
    fixture.resource("data.archive_file.fn", { source_dir: "src", output_path: "fn.zip" });
    for (const layer of ["one", "two"]) {
      fixture.resource(`data.archive_file.${layer}`, {
        source_dir: layer,
        output_path: `${layer}.zip`,
      });
      fixture.resource(`aws_lambda_layer_version.${layer}`, {
        filename: `${layer}.zip`,
        arn: `arn:layer:${layer}:1`,
      });
    }
    const layers = ["arn:layer:one:1", "arn:layer:two:1"];
    expect(await response({ layers })).toEqual(["second", "only in the first"]);
  });

  test("a link that leads back to its folder is refused with the function's address", async () => {
    fixture.file("src/index.js", "exports.handler = async () => 1;");
    symlinkSync(".", path.join(fixture.folder, "src/back"));
    fixture.resource("data.archive_file.fn", { source_dir: "src", output_path: "fn.zip" });
    await expect(response({ runtime: "nodejs20.x" })).rejects.toThrow(
      /^aws_lambda_function\.fn: .*src\/back links to a folder that contains it$/,
    );
  });

  test("a layer is found by Node.js through require", async () => {
    fixture.file("src/index.js", 'exports.handler = async () => require("shared").name;');
    fixture.file("layer/nodejs/node_modules/shared/index.js", 'exports.name = "from the layer";');
    fixture.resource("data.archive_file.fn", { source_dir: "src", output_path: "fn.zip" });
    fixture.resource("data.archive_file.layer", { source_dir: "layer", output_path: "layer.zip" });
    fixture.resource("aws_lambda_layer_version.layer", { filename: "layer.zip", arn: "arn:l:1" });
    expect(await response({ runtime: "nodejs20.x", layers: ["arn:l:1"] })).toBe("from the layer");
  });

  const SDK = 'import { LambdaClient } from "@aws-sdk/client-lambda";\n';

  test("an ES module outside the project finds the AWS SDK, which Lambda's Node.js has", async () => {
    fixture.file("src/index.mjs", `${SDK}export const handler = async () => LambdaClient.name;`);
    fixture.resource("data.archive_file.fn", { source_dir: "src", output_path: "fn.zip" });
    expect(await response({ runtime: "nodejs20.x" })).toBe("LambdaClient");
  });

  test("an ES module in a zip finds the AWS SDK, too", async () => {
    const content = `${SDK}export const handler = async () => LambdaClient.name;`;
    await zip("fn.zip", { "index.mjs": { content } });
    expect(await response({ runtime: "nodejs20.x" })).toBe("LambdaClient");
  });

  test("a handler's own copy of the AWS SDK goes before that of Lambda", async () => {
    const own = "src/node_modules/@aws-sdk/client-lambda";
    fixture.file(`${own}/package.json`, '{"type": "module", "exports": "./index.js"}');
    fixture.file(`${own}/index.js`, "export class LambdaClient { static own = 'mine'; }");
    fixture.file("src/index.mjs", `${SDK}export const handler = async () => LambdaClient.own;`);
    fixture.resource("data.archive_file.fn", { source_dir: "src", output_path: "fn.zip" });
    expect(await response({ runtime: "nodejs20.x" })).toBe("mine");
  });

  test("an ES module finds a layer's packages: those for its version of Node.js, then all others", async () => {
    const packages = {
      "node20/node_modules/one": "20",
      "node_modules/one": "any",
      "node_modules/@a/two": "two",
    };
    for (const [folder, value] of Object.entries(packages)) {
      fixture.file(`layer/nodejs/${folder}/package.json`, '{"exports": "./index.mjs"}');
      fixture.file(`layer/nodejs/${folder}/index.mjs`, `export default "${value}";`);
    }
    const imports = 'import one from "one"; import two from "@a/two";';
    fixture.file("src/index.mjs", `${imports}export const handler = async () => [one, two];`);
    fixture.resource("data.archive_file.fn", { source_dir: "src", output_path: "fn.zip" });
    fixture.resource("data.archive_file.layer", { source_dir: "layer", output_path: "layer.zip" });
    fixture.resource("aws_lambda_layer_version.layer", { filename: "layer.zip", arn: "arn:l:1" });
    expect(await response({ runtime: "nodejs20.x", layers: ["arn:l:1"] })).toEqual(["20", "two"]);
  });

  test.each([
    ["index.js", 'exports.handler = async () => require("shared");'],
    ["index.mjs", 'import shared from "shared"; export const handler = async () => shared;'],
  ])(
    "a package above the code's folder, which no zip holds, is not found: %s",
    async (name, code) => {
      fixture.file("node_modules/shared/index.js", 'module.exports = "found";');
      fixture.file(`src/${name}`, code);
      fixture.resource("data.archive_file.fn", { source_dir: "src", output_path: "fn.zip" });
      expect(await response({ runtime: "nodejs20.x" })).toMatchObject({
        errorMessage: expect.stringMatching(/Cannot find (module|package) 'shared'/),
      });
    },
  );
});
