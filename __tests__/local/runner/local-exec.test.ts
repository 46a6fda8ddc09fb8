import { existsSync } from "node:fs";
import path from "node:path";
import { Runner } from "../../../local/runner/runner";
import { stackFolder } from "../terraform/support";
import { logTo } from "../support/log-destination";

/** Zips the files of a plan, as modules do whose packages are built by Terraform. */
const PACKAGE = `
import hashlib, json, os, sys, zipfile
if sys.argv[1] == "prepare":
    query = json.load(sys.stdin)
    with open(query["source"], "rb") as source:
        name = query["folder"] + "/" + hashlib.sha256(source.read()).hexdigest()[:8]
    plan = json.dumps({"source": query["source"], "filename": name + ".zip"})
    print(json.dumps({"filename": name + ".zip", "plan": plan, "plan_file": name + ".json"}))
else:
    with open(sys.argv[2]) as plan_file:
        plan = json.load(plan_file)
    with zipfile.ZipFile(plan["filename"], "w") as package:
        package.write(plan["source"], os.path.basename(plan["source"]))
    print("created", os.environ["WHAT"])
`;

const MODULE = `
variable "name" { type = string }
variable "source_file" { type = string }

data "external" "prepare" {
  program = ["python3", "\${path.module}/package.py", "prepare"]
  query   = { source = var.source_file, folder = "builds" }
}

resource "local_file" "plan" {
  content         = data.external.prepare.result.plan
  filename        = data.external.prepare.result.plan_file
  file_permission = "0644"
}

resource "null_resource" "archive" {
  triggers = { plan = local_file.plan.filename }
  provisioner "local-exec" {
    interpreter = ["python3", "\${path.module}/package.py", "build"]
    command     = self.triggers.plan
    environment = { WHAT = "a package" }
  }
  provisioner "local-exec" {
    when    = destroy
    command = "touch destroyed"
  }
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  role          = "arn:aws:iam::123456789012:role/r"
  runtime       = "nodejs20.x"
  handler       = "index.handler"
  filename      = data.external.prepare.result.filename
  depends_on    = [null_resource.archive]
}
`;

const MAIN = `
module "packaged" {
  source      = "./lambda"
  for_each    = toset(["one", "two"])
  name        = each.key
  source_file = "\${path.root}/src/index.js"
}

resource "null_resource" "unrelated" {
  provisioner "local-exec" {
    command = "touch unrelated"
  }
}

# Nothing but its command says what it makes.
resource "null_resource" "compile" {
  provisioner "local-exec" {
    working_dir = "src"
    command     = "mkdir -p ../compiled && cp index.js ../compiled"
  }
}

data "archive_file" "compiled" {
  type        = "zip"
  source_dir  = "compiled"
  output_path = "compiled.zip"
}

resource "aws_lambda_function" "compiled" {
  function_name = "compiled"
  role          = "arn:aws:iam::123456789012:role/r"
  runtime       = "nodejs20.x"
  handler       = "index.handler"
  filename      = data.archive_file.compiled.output_path
}

resource "null_resource" "broken" {
  provisioner "local-exec" {
    command = "exit 7"
  }
}

resource "aws_lambda_function" "broken" {
  function_name = "broken"
  role          = "arn:aws:iam::123456789012:role/r"
  runtime       = "nodejs20.x"
  handler       = "index.handler"
  filename      = "broken.zip"
  depends_on    = [null_resource.broken]
}
`;

let folder: string;
let log = "";

async function started(runsCommands: boolean): Promise<Runner> {
  const destination = logTo((text) => (log += text));
  return Runner.start(folder, { port: 0, log: destination, isPublished: false, runsCommands });
}

const has = (file: string) => existsSync(path.join(folder, file));

beforeAll(() => {
  folder = stackFolder("{}", {
    "main.tf": MAIN,
    "src/index.js": `exports.handler = async () => "built";`,
    "lambda/main.tf": MODULE,
    "lambda/package.py": PACKAGE,
  });
});

describe("without --local-exec", () => {
  let runner: Runner;
  beforeAll(async () => {
    runner = await started(false);
  });
  afterAll(() => runner.close());

  test.each([
    [
      'module.packaged["one"].aws_lambda_function.this (lambda/main.tf:29): filename',
      'module.packaged["one"].data.external.prepare: its result is what the command "python3 ' +
        'lambda/package.py prepare" prints, which the runner executes only with --local-exec',
    ],
    [
      "aws_lambda_function.compiled (main.tf:29): the code",
      'null_resource.compile makes it by "mkdir -p ../compiled && cp index.js ../compiled": run ' +
        "this yourself, or pass --local-exec",
    ],
  ])("a function is not served that a command must make: %s", (address, reason) => {
    const all = [...runner.problems, ...runner.warnings].join("\n");

    expect(all).toContain(address);
    expect(all).toContain(reason);
    expect([has("builds"), has("compiled")]).toEqual([false, false]);
  });
});

describe("with --local-exec", () => {
  let runner: Runner;
  beforeAll(async () => {
    runner = await started(true);
  });
  afterAll(() => runner.close());

  test.each(["one", "two", "compiled"])("commands make the code of %s", async (name) => {
    const url = `${runner.lambdaUrl}/2015-03-31/functions/${name}/invocations`;

    const response = await fetch(url, { method: "POST", body: "{}" });

    expect(await response.json()).toBe("built");
  });

  test("what commands print is logged under their resource", () => {
    expect(log).toContain('module.packaged["one"].null_resource.archive | created a package');
  });

  test("no command runs for code that exists, for other purposes or for a removal", () => {
    expect(log).not.toContain('module.packaged["two"].null_resource.archive');
    expect([has("unrelated"), has("destroyed")]).toEqual([false, false]);
  });

  test("a command that fails is the reason why its function is not served", () => {
    expect([...runner.problems, ...runner.warnings].join("\n")).toContain(
      'does not exist; null_resource.broken: the command "exit 7" failed: exit status 7',
    );
  });
});
