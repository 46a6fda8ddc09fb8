import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findProject } from "../../../../local/cli/project/find-project";
import { writeFileIn } from "../../../support/write-file";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), "project-"))));
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const write = (file: string, content: unknown) =>
  writeFileIn(folder, file, JSON.stringify(content));

test("a folder with a cdktf.json is a CDKTF project, whatever else is in it", () => {
  jest.replaceProperty(process, "env", {});
  write("cdktf.json", { app: "node app.js" });
  write("main.tf.json", {});

  expect(findProject(folder)).toEqual({
    kind: "cdktf",
    folder,
    app: "node app.js",
    output: path.join(folder, "cdktf.out"),
    environment: {},
  });
});

test("the app gets the output folder and the context of cdktf.json, as from the CDKTF CLI", () => {
  jest.replaceProperty(process, "env", {});
  write("cdktf.json", { app: "node app.js", output: "out", context: { size: 3 } });

  expect(findProject(folder)).toMatchObject({
    output: path.join(folder, "out"),
    environment: { CDKTF_OUTDIR: "out", CDKTF_CONTEXT_JSON: '{"size":3}' },
  });
});

test("a cdktf.json without an app is refused with an example of one", () => {
  write("cdktf.json", { language: "typescript" });

  expect(() => findProject(folder)).toThrow(/cdktf.json has no app. Add the command .*"app": "/);
});

test("a synthesised folder has the stacks of its manifest", () => {
  write("manifest.json", { stacks: { api: { workingDirectory: "stacks/api" } } });

  expect(findProject(folder)).toEqual({
    kind: "stacks",
    stacks: [{ name: "api", folder: path.join(folder, "stacks/api") }],
  });
});

test.each(["cdk.tf.json", "main.tf", "api.tf.json"])("a folder with %s is a stack", (file) => {
  write(file, {});

  expect(findProject(folder)).toEqual({
    kind: "stacks",
    stacks: [{ name: path.basename(folder), folder }],
  });
});

test("another folder is refused with what is allowed", () => {
  expect(() => findProject(folder)).toThrow(
    `${folder} has nothing to serve. Pass a folder with a cdktf.json, a cdk.tf.json or Terraform files`,
  );
  expect(() => findProject(path.join(folder, "none"))).toThrow(
    "none is not a folder. Pass a folder",
  );
});

test("the folders below it that could be served are named, without modules and packages", () => {
  write("infra/main.tf", {});
  write("infra/modules/api/main.tf", {});
  write("apps/pets/cdktf.json", {});
  write("node_modules/terraform/main.tf", {});

  expect(() => findProject(folder)).toThrow(
    `These folders below it have such files: infra, ${path.join("apps", "pets")}.`,
  );
});
