import { relative } from "node:path";
import { LambdaFixture } from "./support/lambda-fixture";

const PYTHON = `
def handler(event, context):
    raise KeyError("missing")
`;
const NODE_MODULE = `export async function handler() {
  throw new RangeError("too far");
}
`;

describe("a stack trace", () => {
  const fixture = new LambdaFixture();
  beforeAll(async () => {
    fixture.python("py", PYTHON).resource("data.archive_file.py", copied("py", "lambda-src/py"));
    fixture
      .node("js", "", { runtime: "nodejs22.x" })
      .resource("data.archive_file.js", copied("js", "lambda-src/js"));
    fixture.file("js/index.js", NODE_MODULE);
    fixture.file("js/package.json", '{"type":"module"}');
    fixture.python("plain", PYTHON);
    fixture
      .resource("data.archive_file.inline", {
        type: "zip",
        source_content: PYTHON,
        source_content_filename: "index.py",
        output_path: "inline.zip",
      })
      .resource("aws_lambda_function.inline", {
        function_name: "inline",
        runtime: "python3.11",
        handler: "index.handler",
        filename: "inline.zip",
      });
    const lambda = await fixture.start();
    for (const name of ["py", "js", "plain", "inline"]) {
      payloads[name] = (await lambda.invoke(name, "{}")).payload.toString("utf8");
    }
    // The log is whole then.
    await fixture.close();
  });
  const payloads: Record<string, string> = {};
  const logOf = (name: string) =>
    fixture.log.split("\n").filter((line) => line.startsWith(`${name} | `));

  test.each([
    ["py", 'File "lambda-src/py/index.py", line 3, in handler'],
    ["js", "at handler (lambda-src/js/index.js:2:9)"],
  ])("of %s shows in the log the file that the asset was copied from", (name, shown) => {
    expect(logOf(name).join("\n")).toContain(shown);
  });

  test("of code that no tool copied shows in the log the file that is zipped", () => {
    const file = relative("", `${fixture.folder}/plain/index.py`);
    const shown = file.startsWith("..") ? `${fixture.folder}/plain/index.py` : file;

    expect(logOf("plain").join("\n")).toContain(`File "${shown}", line 3, in handler`);
  });

  test("of code without a file shows Lambda's path in the log", () => {
    expect(logOf("inline").join("\n")).toContain('File "/var/task/index.py", line 3, in handler');
  });

  test.each([
    ["py", String.raw`File \"/var/task/index.py\", line 3, in handler`],
    ["js", "(file:///var/task/index.js:2:9)"],
    ["inline", String.raw`File \"/var/task/index.py\", line 3, in handler`],
  ])("of %s has Lambda's paths in the error that the function returns", (name, path) => {
    expect(payloads[name]).toContain(path);
    expect(payloads[name]).not.toContain(fixture.folder);
    expect(payloads[name]).not.toContain("lambda-src");
  });
});

function copied(folder: string, from: string) {
  return {
    type: "zip",
    source_dir: folder,
    output_path: `${folder}.zip`,
    "//": { source_folder: from },
  };
}
