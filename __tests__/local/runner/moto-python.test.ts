import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findMotoPython } from "../../../local/runner/moto-python";
import { writeFileIn } from "../../support/write-file";

const { PATH } = process.env;
let folder: string;
let program: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "moto-python-"));
  program = path.join(folder, "python");
  const description = JSON.stringify({ path: program, version: "3.13.0", packages: [] });
  script("shims/python3", `echo '${description}'`);
  process.env.PATH = path.join(folder, "shims");
});
afterEach(() => {
  process.env.PATH = PATH;
  rmSync(folder, { recursive: true });
});

function script(file: string, command: string): void {
  const text = `#!/bin/sh\necho ${file} >> '${folder}/started'\n${command}\n`;
  writeFileIn(folder, file, text);
  chmodSync(path.join(folder, file), 0o755);
}

test("a version manager's shim runs once, and then the program that it stands for", async () => {
  script("python", "exit 0");

  expect(await findMotoPython()).toBe(program);
  expect(readFileSync(path.join(folder, "started"), "utf8")).toBe("shims/python3\npython\n");
});

test("a Python without moto is not used", async () => {
  script("python", "exit 1");

  expect(await findMotoPython()).toBeUndefined();
});

test("without Python, there is no moto", async () => {
  process.env.PATH = folder;

  expect(await findMotoPython()).toBeUndefined();
});
