import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../../support/root";
import { LOADER } from "../../support/run-command";
import { writeFileIn } from "../../support/write-file";

const STACK = {
  resource: {
    aws_lambda_function: { hello: { runtime: "python3.13" } },
    aws_dynamodb_table: { notes: { name: "notes" } },
  },
};
const HCL = `
resource "aws_lambda_function" "hello" {
  runtime = "python3.13"
}
resource "aws_dynamodb_table" "notes" {}
`;
const SCRIPT = `
const { warmUp } = require("./local/runner/warm-up");
const { Dynalite } = require("./local/services/dynamodb/dynalite");
const { existsSync } = require("node:fs");
const { readStack } = require("./local/terraform");
let threads = 0;
process.on("worker", () => (threads += 1));
warmUp([process.env.STACK], true);
setImmediate(async () => {
  const early = threads;
  const database = new Dynalite({ region: "eu-west-1", accountId: "123456789012" });
  if (existsSync(process.env.STACK)) {
    readStack(process.env.STACK);
  }
  const { TableNames } = await database.call("ListTables", {});
  await database.close();
  console.log(JSON.stringify({ early, threads, TableNames }));
});
`;

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "warm-up-"))));
afterEach(() => rmSync(folder, { recursive: true }));

test("what the stack needed last time starts before it is built again", () => {
  writeFileIn(folder, "stack/cdk.tf.json", JSON.stringify(STACK, undefined, 2));

  const { started, threads } = warmUp();

  expect(started.sort()).toEqual(["python3", "python3.13"]);
  expect(threads).toEqual({ early: 1, threads: 1, TableNames: [] });
});

test("for a folder of HCL, its parser starts too, once", () => {
  writeFileIn(folder, "stack/main.tf", HCL);

  const { started, threads } = warmUp();

  expect(started.sort()).toEqual(["python3", "python3.13"]);
  expect(threads).toEqual({ early: 2, threads: 2, TableNames: [] });
});

test("without an earlier stack, the database starts when it is needed", () => {
  const { started, threads } = warmUp();

  expect(started).toEqual(["python3"]);
  expect(threads).toEqual({ early: 0, threads: 1, TableNames: [] });
});

/** Warms up in a process on whose PATH there are only programs that record their start. */
function warmUp() {
  for (const name of ["python", "python3", "python3.13"]) {
    writeFileIn(folder, `bin/${name}`, `#!/bin/sh\necho ${name} >> '${folder}/started'\n`);
    chmodSync(path.join(folder, "bin", name), 0o755);
  }
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", LOADER, "-e", SCRIPT], {
    ...{ cwd: ROOT, encoding: "utf8" },
    env: { PATH: path.join(folder, "bin"), STACK: path.join(folder, "stack") },
  });
  expect(stderr).toBe("");
  const started = readFileSync(path.join(folder, "started"), "utf8").trim().split("\n");
  return { started, threads: JSON.parse(stdout) as object };
}
