import { readdirSync, readFileSync, truncateSync } from "node:fs";
import path from "node:path";
import { LambdaFixture } from "./support/lambda-fixture";
import type { ZipEntry } from "../../support/zip";
import { declareSize, link, renameInZip, writeZip } from "../../support/zip";

/** Returns the files of the layers: their paths, and what they hold or lead to. */
const LAYERS = `
import os
def handler(event, context):
    opt, found = os.path.dirname(os.environ["PATH"].split(":")[0]), {}
    for at, folders, files in os.walk(opt):
        for name in files + folders:
            file = os.path.join(at, name)
            if os.path.islink(file): found[os.path.relpath(file, opt)] = "-> " + os.readlink(file)
            elif os.path.isfile(file): found[os.path.relpath(file, opt)] = open(file).read()
    return found
`;

const MAX_BYTES = 262_144_000;

describe("unpacking", () => {
  let fixture: LambdaFixture;
  beforeEach(() => {
    fixture = new LambdaFixture();
    fixture.file("outside/file", "mine");
  });
  afterEach(() => fixture.close());

  function outside(name = ""): string {
    return path.join(fixture.folder, "outside", name);
  }

  async function layer(name: string, files: Readonly<Record<string, ZipEntry>>): Promise<void> {
    await writeZip(path.join(fixture.folder, `${name}.zip`), files);
    fixture.resource(`aws_lambda_layer_version.${name}`, {
      filename: `${name}.zip`,
      arn: `arn:layer:${name}`,
    });
  }

  async function response(code: string, layers: readonly string[] = []): Promise<unknown> {
    const lambda = await fixture
      .python("fn", code, { layers: layers.map((name) => `arn:layer:${name}`) })
      .start();
    const { payload } = await lambda.invoke("fn", "{}");
    return JSON.parse(payload.toString("utf8"));
  }

  test("a layer's file replaces a link of the layer before, and nothing is written through it", async () => {
    await layer("a", { t: link(outside("file")) });
    await layer("b", { t: { content: "from b" } });
    expect(await response(LAYERS, ["a", "b"])).toEqual({ t: "from b" });
    expect(readFileSync(outside("file"), "utf8")).toBe("mine");
  });

  test("a layer's folder replaces a link to a folder", async () => {
    await layer("a", { "lib/t": link(outside()) });
    await layer("b", { "lib/t/file": { content: "from b" } });
    expect(await response(LAYERS, ["a", "b"])).toEqual({ "lib/t/file": "from b" });
    expect(readFileSync(outside("file"), "utf8")).toBe("mine");
  });

  test("a layer's link replaces a folder, and the files of the next layer replace the link", async () => {
    await layer("a", { "t/file": { content: "from a" } });
    await layer("b", { t: link(outside()) });
    await layer("c", { "t/new": { content: "from c" } });
    expect(await response(LAYERS, ["a", "b", "c"])).toEqual({ "t/new": "from c" });
    expect(readdirSync(outside())).toEqual(["file"]);
  });

  test("a layer from a folder writes nothing through a link of the layer before", async () => {
    await layer("a", { t: link(outside("file")), d: link(outside()) });
    fixture.file("b/t", "from b");
    fixture.file("b/d/file", "from b");
    fixture.resource("data.archive_file.b", { source_dir: "b", output_path: "b.zip" });
    fixture.resource("aws_lambda_layer_version.b", { filename: "b.zip", arn: "arn:layer:b" });
    expect(await response(LAYERS, ["a", "b"])).toEqual({ t: "from b", "d/file": "from b" });
    expect(readFileSync(outside("file"), "utf8")).toBe("mine");
  });

  test("a link below a link of the same zip stays in the folder", async () => {
    await layer("a", { d: link(outside()), "d/new": link("/etc/hosts") });
    expect(await response(LAYERS, ["a"])).toEqual({ "d/new": "-> /etc/hosts" });
    expect(readdirSync(outside())).toEqual(["file"]);
  });

  test("links within a package lead where they led, whatever their order", async () => {
    await layer("a", {
      "lib/x.so": link("x.so.1"),
      "lib/x.so.1": { content: "library" },
      lib64: link("lib"),
    });
    const code = LAYERS.replace("return found", 'return open(opt + "/lib64/x.so").read()');
    expect(await response(code, ["a"])).toBe("library");
  });

  test("a link to /opt leads to the layers, as on Lambda", async () => {
    await layer("a", { current: link("/opt/v1/data"), "v1/data": { content: "of the layer" } });
    const code = LAYERS.replace("return found", 'return open(opt + "/current").read()');
    expect(await response(code, ["a"])).toBe("of the layer");
  });

  test("a link that leads out of the package is kept, as on Lambda", async () => {
    await layer("a", { cache: link("/tmp/cache") });
    expect(await response(LAYERS, ["a"])).toEqual({ cache: "-> /tmp/cache" });
  });

  test.each(["../../x", "/x", "lib/../../x", "..\\x", ".."])(
    "an inline source named %j is refused with the function's address",
    async (filename) => {
      fixture.resource("data.archive_file.inline", {
        output_path: "inline.zip",
        source: [{ filename, content: "" }],
      });
      fixture.resource("aws_lambda_function.inline", {
        function_name: "inline",
        runtime: "python3.11",
        handler: "x.handler",
        filename: "inline.zip",
      });
      await expect(fixture.start()).rejects.toThrow(
        `aws_lambda_function.inline: the package contains ${JSON.stringify(filename)}; a file name must be a path inside the package, such as "lib/data.txt"`,
      );
    },
  );

  test.each(["../../x", "/1/2/3x", "..\\..\\x"])("a zip that holds %j is refused", async (name) => {
    await layer("a", { "1/2/3/x": { content: "" } });
    renameInZip(path.join(fixture.folder, "a.zip"), "1/2/3/x", name);
    await expect(response(LAYERS, ["a"])).rejects.toThrow(
      /^aws_lambda_function\.fn: .*a\.zip can't/,
    );
  });

  test("backslashes in a zip's names are slashes, as Windows means them", async () => {
    await layer("a", { "lib-x": { content: "found" } });
    renameInZip(path.join(fixture.folder, "a.zip"), "lib-x", "lib\\x");
    expect(await response(LAYERS, ["a"])).toEqual({ "lib/x": "found" });
  });

  describe("more than Lambda's 250 MB", () => {
    const HELLO = 'def handler(event, context): return "hello"';

    /** A file of that many bytes, which take no space on the disk. */
    function big(name: string, bytes: number): void {
      truncateSync(fixture.file(name, ""), bytes);
    }

    test("of code is refused with the address, the size and the limit", async () => {
      big("fn/data", MAX_BYTES);
      await expect(response(HELLO)).rejects.toThrow(
        `aws_lambda_function.fn: the code has ${MAX_BYTES + HELLO.length} bytes unpacked; Lambda allows 262144000 (250 MB). Leave out files that the handler doesn't need.`,
      );
    });

    test("is one byte more: 250 MB are served", async () => {
      big("fn/data", MAX_BYTES - HELLO.length);
      expect(await response(HELLO)).toBe("hello");
    });

    test("of code and layers together is refused before anything is unpacked", async () => {
      big("fn/data", MAX_BYTES / 2);
      await layer("a", { "data.txt": { content: "x" } });
      declareSize(path.join(fixture.folder, "a.zip"), MAX_BYTES / 2);
      await expect(response(HELLO, ["a"])).rejects.toThrow(
        `aws_lambda_function.fn: the code and its layers have ${MAX_BYTES + HELLO.length} bytes`,
      );
    });

    test("larger than a zip declares stops the unpacking", async () => {
      await layer("a", { "data.txt": { content: "x".repeat(10_000_000) } });
      declareSize(path.join(fixture.folder, "a.zip"), 10);
      await expect(response(HELLO, ["a"])).rejects.toThrow(
        /^aws_lambda_function\.fn: .*a\.zip can't be unpacked: too many bytes.* expected 10\. got at least \d{2,5}$/,
      );
    });
  });
});
