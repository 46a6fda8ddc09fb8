import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { PlainResources } from "../../lambda/support/plain-stack";
import { writeZip } from "../../../support/zip";
import { lambdaFunction } from "../support/sides";
import { reviewed } from "../support/reviewed";

type Block = PlainResources[string];

/** The phrases about the function Pets. */
async function phrases(before: PlainResources, after: PlainResources) {
  const { functions } = await reviewed(before, after);
  return functions.flatMap(({ details }) => details);
}

test.each<[Block, Block, string]>([
  [{}, { memory_size: 512 }, "memory 128 MB → 512 MB"],
  [{ timeout: 10 }, { timeout: 29 }, "timeout 10 s → 29 s"],
  [{}, { handler: "other.handler" }, "handler index.handler → other.handler"],
  [{}, { architectures: ["arm64"] }, "architecture x86_64 → arm64"],
  [{}, { reserved_concurrent_executions: 5 }, "reserved concurrency none → 5"],
  [
    {},
    { layers: ["arn:aws:lambda:eu-west-1:1:layer:a:1"] },
    "layers: + arn:aws:lambda:eu-west-1:1:layer:a:1",
  ],
  [
    {},
    { role: "arn:aws:iam::1:role/b" },
    "role arn:aws:iam::account-id:role/role → arn:aws:iam::1:role/b",
  ],
  [{}, { tracing_config: { mode: "Active" } }, "tracing PassThrough → Active"],
  [{}, { ephemeral_storage: { size: 1024 } }, "ephemeral storage 512 MB → 1024 MB"],
  [{}, { logging_config: { log_format: "JSON" } }, "log format Text → JSON"],
  [{}, { vpc_config: { subnet_ids: ["subnet-1"], security_group_ids: [] } }, "VPC no → yes"],
  [
    { runtime: "python3.12" },
    { runtime: "python3.13" },
    "runtime python3.12 (until 2028-10-31) → python3.13 (until 2029-06-30)",
  ],
  [
    { environment: { variables: { A: "1", B: "1", C: "1" } } },
    { environment: { variables: { B: "2", C: "1", D: "1" } } },
    "environment: - A, ~ B, + D",
  ],
  [{ s3_bucket: "b", s3_key: "1" }, { s3_bucket: "b", s3_key: "2" }, "code"],
  [
    { package_type: "Image", image_uri: "repo:1" },
    { package_type: "Image", image_uri: "repo:2" },
    "code",
  ],
])("%j to %j", async (before, after, phrase) => {
  const fn = (attributes: Block) => {
    const isElsewhere = "s3_bucket" in attributes || "image_uri" in attributes;
    return lambdaFunction("Pets", { ...(isElsewhere && { filename: null }), ...attributes });
  };

  expect(await phrases(fn(before), fn(after))).toEqual([phrase]);
});

test("an added function shows its runtime, and a removed one nothing", async () => {
  const { functions } = await reviewed(lambdaFunction("Old"), lambdaFunction("New"));

  expect(functions).toEqual([
    { name: "Old", address: "aws_lambda_function.Old", change: "removed", details: [] },
    {
      name: "New",
      address: "aws_lambda_function.New",
      change: "added",
      details: ["python3.13 (until 2029-06-30)"],
    },
  ]);
});

test("environment variables of which only an apply knows a value are still compared", async () => {
  const fn = (variables: Block) =>
    lambdaFunction("Pets", { environment: { variables: { ...variables, B: "${var.b}" } } });

  expect(await phrases(fn({ A: "1" }), fn({ A: "2", C: "1" }))).toEqual(["environment: ~ A, + C"]);
});

test("a function in subnets that only an apply knows is described", async () => {
  const subnets = { subnet_ids: "${data.aws_subnets.all.ids}", security_group_ids: [] };
  const inVpc = {
    ...lambdaFunction("Pets", { vpc_config: subnets, timeout: 5 }),
    "data.aws_subnets.all": {},
  };

  expect(await phrases(lambdaFunction("Pets"), inVpc)).toEqual([
    "timeout 3 s → 5 s",
    "VPC no → yes",
  ]);
});

describe("code", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "code-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function code(name: string, files: Readonly<Record<string, string>>): PlainResources {
    const source_dir = path.join(folder, name);
    mkdirSync(source_dir);
    for (const [file, content] of Object.entries(files)) {
      writeFileSync(path.join(source_dir, file), content);
    }
    return {
      ...lambdaFunction("Pets", { filename: "${data.archive_file.a.output_path}" }),
      "data.archive_file.a": {
        type: "zip",
        source_dir,
        output_path: `${name}.zip`,
        excludes: ["x"],
      },
    };
  }

  test("shows which files of a folder changed, without excluded ones", async () => {
    const before = code("before", { "a.py": "1", "b.py": "1", "gone.py": "1", x: "1" });
    const after = code("after", { "a.py": "1", "b.py": "2", "new.py": "1", x: "2" });

    expect(await phrases(before, after)).toEqual(["code (3 files: b.py, gone.py, new.py)"]);
  });

  test("that is the same in another folder didn't change", async () => {
    const files = { "a.py": "1" };

    expect(await phrases(code("before", files), code("after", files))).toEqual([]);
  });

  test("shows three files, and how many more", async () => {
    const files = (content: string) =>
      Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [`${name}.py`, content]));

    expect(await phrases(code("before", files("1")), code("after", files("2")))).toEqual([
      "code (5 files: a.py, b.py, c.py, … 2 more)",
    ]);
  });

  test("of a zip is compared by its entries", async () => {
    const zip = async (name: string, files: Record<string, string>) => {
      const filename = path.join(folder, name);
      const entries = Object.entries(files).map(([file, content]) => [file, { content }]);
      await writeZip(filename, Object.fromEntries(entries) as Record<string, { content: string }>);
      return lambdaFunction("Pets", { filename });
    };
    const before = await zip("before.zip", { "a.py": "1", "b.py": "1" });

    expect(await phrases(before, await zip("after.zip", { "a.py": "2", "b.py": "1" }))).toEqual([
      "code (1 file: a.py)",
    ]);
    expect(await phrases(before, await zip("same.zip", { "a.py": "1", "b.py": "1" }))).toEqual([]);
  });
});
