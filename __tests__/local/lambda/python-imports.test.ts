import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import path from "node:path";
import type { LocalLambda } from "../../../local/lambda";
import type { Serving } from "../cli/support/serving";
import { serving } from "../cli/support/serving";
import { StackFolder } from "../cli/support/stack-folder";
import { LambdaFixture } from "./support/lambda-fixture";

jest.setTimeout(30_000);

/** Responds with what each module of the query is: its `FROM`, or why it can't be imported. */
const IMPORTER = `
import builtins, importlib, importlib.metadata, json
def handler(event, context):
    return {"statusCode": 200, "body": json.dumps({name: find(name) for name in event["queryStringParameters"]})}
def find(name):
    try:
        if name == "version of boto3": return importlib.metadata.version("boto3")
        if name == "exit": return type(builtins.exit).__name__
        return importlib.import_module(name).FROM
    except Exception as error: return str(error)
`;

describe("a Python handler imports", () => {
  const stack = new StackFolder();
  let server: Serving;

  beforeAll(async () => {
    const program = virtualEnvironment({
      "machine_only.py": "",
      "boto3/__init__.py": "import botocore.session; FROM = botocore.session.FROM",
      "boto3-9.8.7.dist-info/METADATA": "Metadata-Version: 2.1\nName: boto3\nVersion: 9.8.7\n",
      "botocore/__init__.py": "",
      "botocore/session.py": "FROM = 'the virtual environment'",
      "six.py": "FROM = 'the virtual environment'",
      "jmespath.py": "FROM = 'the virtual environment'",
    });
    stack.write("");
    stack.writeCode(IMPORTER);
    stack.file("code/jmespath.py", "FROM = 'the zip'");
    stack.file("code/vendor.pth", "vendored\n");
    stack.file("code/vendored/inside.py", "FROM = 'the zip'");
    stack.file("leftover/leftover.py", "");
    server = await serving("local/cli/main.ts serve", [stack.folder], {
      endpoints: path.join(stack.folder, "endpoints.json"),
      env: {
        PATH: `${path.dirname(program)}:${process.env.PATH}`,
        PYTHONPATH: path.join(stack.folder, "leftover"),
      },
    });
  });
  afterAll(() => {
    server.child.kill("SIGKILL");
    stack.remove();
  });

  /** @returns the program of a virtual environment with these files among its packages */
  function virtualEnvironment(packages: Readonly<Record<string, string>>): string {
    const folder = path.join(stack.folder, "venv");
    execFileSync("python3", ["-m", "venv", "--without-pip", folder]);
    const program = path.join(folder, "bin/python3");
    const print = "import sysconfig; print(sysconfig.get_path('purelib'))";
    const library = execFileSync(program, ["-c", print], { encoding: "utf8" }).trim();
    for (const [name, text] of Object.entries(packages)) {
      stack.file(path.relative(stack.folder, path.join(library, name)), text);
    }
    // The function's runtime: found before whatever else the machine has.
    symlinkSync(program, path.join(folder, "bin/python3.13"));
    return program;
  }

  async function imported(name: string): Promise<string> {
    const url = `${server.urls[stack.stage]}/?${encodeURIComponent(name)}=`;
    const modules = (await (await fetch(url)).json()) as Readonly<Record<string, string>>;
    return modules[name] ?? "";
  }

  test.each(["machine_only", "leftover"])("no package of the machine: %s", async (name) => {
    expect(await imported(name)).toBe(`No module named '${name}'`);
  });

  test.each(["boto3", "six"])("%s, which Lambda's runtime has, from the machine", async (name) => {
    expect(await imported(name)).toBe("the virtual environment");
  });

  test("the version of such a package", async () => {
    expect(await imported("version of boto3")).toBe("9.8.7");
  });

  test("its own copy of such a package before the machine's", async () => {
    expect(await imported("jmespath")).toBe("the zip");
  });

  test("such a package that isn't installed with an error that says how to install it", async () => {
    expect(await imported("s3transfer")).toMatch(
      /^No module named 's3transfer'\. Lambda's runtime has it, this machine's Python doesn't: run \/.*\/venv\/bin\/python3\S* -m pip install boto3, then start the runner again\.$/,
    );
  });

  test("what the zip's .pth files name", async () => {
    expect(await imported("inside")).toBe("the zip");
  });

  test("the names that Python's site module adds", async () => {
    expect(await imported("exit")).toBe("Quitter");
  });
});

describe("Python's search path", () => {
  const PATHS =
    "import os, sys\ndef handler(event, context): return [sys.path, os.environ['LAMBDA_TASK_ROOT']]";
  const fixture = new LambdaFixture();
  let lambda: LocalLambda;

  beforeAll(async () => {
    const variables = { PYTHONPATH: "/var/task/vendor:/opt/mine" };
    fixture.python("fn", PATHS).python("own", PATHS, { environment: { variables } });
    lambda = await fixture.start();
  });
  afterAll(() => fixture.close());

  async function searchPath(fn: string): Promise<string> {
    const { payload } = await lambda.invoke(fn, "{}");
    const [paths, root] = JSON.parse(payload.toString("utf8")) as [string[], string];
    return paths.map((at) => place(at, root)).join(" ");
  }

  /** A path as Lambda has it. */
  function place(at: string, taskRoot: string): string {
    return at
      .replace(taskRoot, "/var/task")
      .replace(/^.*\/opt(?=\/)/, "/opt")
      .replace(/^.*\/local\/lambda\/clients\/python$/, "/var/runtime")
      .replace(/^.*\/local-lambda-\w+\/python\/\d+$/, "packages")
      .replace(/^.*\/lib\/(?=python[\d.]+(\.zip|\/lib-dynload)?$)/, "/lib/")
      .replace(/[\d.]+/g, "3");
  }

  const STANDARD = "/lib/python3zip /lib/python3 /lib/python3/lib-dynload";

  test("is Lambda's: the code, the layers, the runtime's packages, the runtime, the standard library", async () => {
    const layers = "/opt/python/lib/python3/site-packages /opt/python";
    expect(await searchPath("fn")).toMatch(
      new RegExp(`^/var/task ${layers} packages /var/runtime ${STANDARD}`),
    );
  });

  test("has the function's PYTHONPATH instead of the layers, as on Lambda", async () => {
    expect(await searchPath("own")).toBe(
      `/var/task /var/runtime /var/task/vendor /opt/mine ${STANDARD} packages`,
    );
  });
});
