import path from "node:path";
import { writeZip } from "../../support/zip";
import { LambdaFixture } from "./support/lambda-fixture";

const CODE = "def handler(event, context):\n    return __name__\n";
const PETS = { function_name: "pets", runtime: "python3.11", handler: "index.handler" };

let fixture: LambdaFixture;
beforeEach(() => {
  fixture = new LambdaFixture();
});
afterEach(() => fixture.close());

async function response(): Promise<unknown> {
  const lambda = await fixture.start();
  const { payload } = await lambda.invoke("pets", "{}");
  return JSON.parse(payload.toString("utf8"));
}

test("the zip of a function can be the content of an object in S3", async () => {
  await writeZip(path.join(fixture.folder, "pets.zip"), { "index.py": { content: CODE } });
  fixture.resource("aws_s3_object.code", {
    bucket: "releases",
    key: "pets.zip",
    content_base64: '${filebase64("pets.zip")}',
  });
  fixture.resource("aws_lambda_function.pets", {
    ...PETS,
    s3_bucket: "releases",
    s3_key: "pets.zip",
  });

  expect(await response()).toBe("index");
});

test("content in S3 that isn't a zip is refused, with the object", async () => {
  fixture.resource("aws_s3_object.code", { bucket: "releases", key: "pets.zip", content: CODE });
  fixture.resource("aws_lambda_function.pets", {
    ...PETS,
    s3_bucket: "releases",
    s3_key: "pets.zip",
  });

  await expect(fixture.start()).rejects.toThrow(
    /^aws_lambda_function\.pets: s3:\/\/releases\/pets\.zip can't be unpacked: /,
  );
});

test("the zip can be made by a resource archive_file", async () => {
  fixture.file("src/index.py", CODE);
  fixture.resource("archive_file.pets", { source_dir: "src", output_path: "pets.zip" });
  fixture.resource("aws_lambda_function.pets", {
    ...PETS,
    filename: "${archive_file.pets.output_path}",
    source_code_hash: "${archive_file.pets.output_base64sha256}",
  });

  expect(await response()).toBe("index");
});

test.each(["local_file", "local_sensitive_file"])(
  "the file in a zip, and a zip, can be what a %s writes",
  async (type) => {
    await writeZip(path.join(fixture.folder, "prebuilt.zip"), { "index.py": { content: CODE } });
    fixture.resource(`${type}.code`, { filename: "build/index.py", content: CODE });
    fixture.resource(`${type}.zip`, {
      filename: "build/other.zip",
      content_base64: '${filebase64("prebuilt.zip")}',
    });
    fixture.resource("data.archive_file.pets", {
      source_file: `\${${type}.code.filename}`,
      output_path: "pets.zip",
    });
    fixture.resource("aws_lambda_function.pets", { ...PETS, filename: "pets.zip" });
    fixture.resource("aws_lambda_function.other", {
      ...PETS,
      function_name: "other",
      filename: "build/other.zip",
    });

    const lambda = await fixture.start();

    const payloads = [await lambda.invoke("pets", "{}"), await lambda.invoke("other", "{}")];
    expect(payloads.map(({ payload }) => payload.toString("utf8"))).toEqual(['"index"', '"index"']);
  },
);

test.each(["src", "made"])(
  "the folder %s is zipped with the files that a local_file writes into it",
  async (folder) => {
    fixture.file("src/index.py", "def handler(event, context):\n    return None\n");
    const write = (name: string, content: string) => ({ filename: `${folder}/${name}`, content });
    fixture.resource("local_file.code", write("index.py", `import settings\n${CODE}`));
    fixture.resource("local_file.settings", write("settings.py", "REGION = 1"));
    fixture.resource("data.archive_file.pets", { source_dir: folder, output_path: "pets.zip" });
    fixture.resource("aws_lambda_function.pets", { ...PETS, filename: "pets.zip" });

    expect(await response()).toBe("index");
  },
);
