import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { linkPackages } from "../../../local/lambda/code/node-packages";
import { ROOT } from "../../support/root";
import { writeFileIn } from "../../support/write-file";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "node-packages-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function link(stackFolder: string): Promise<void> {
  const opt = path.join(folder, "opt");
  return linkPackages(path.join(folder, "fn"), { runtime: "nodejs22.x", opt, stackFolder });
}

test("the AWS SDK of one project is one link for each scope", async () => {
  await link(path.join(ROOT, "cdktf.out/stacks/dev"));

  const packages = path.join(folder, "fn/node_modules");
  const scopes = readdirSync(packages).map((name) => realpathSync(path.join(packages, name)));
  const installed = realpathSync(path.join(ROOT, "node_modules"));
  expect(scopes).toEqual(["@aws-sdk", "@smithy"].map((name) => path.join(installed, name)));
});

test("a scope that a layer has too is a folder with the packages of both", async () => {
  writeFileIn(folder, "opt/nodejs/node_modules/@aws-sdk/of-layer/package.json", "{}");

  await link(path.join(ROOT, "cdktf.out/stacks/dev"));

  const scope = path.join(folder, "fn/node_modules/@aws-sdk");
  const found = ["of-layer", "client-lambda"].map((name) => existsSync(path.join(scope, name)));
  expect(found).toEqual([true, true]);
});
