import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findMotoPython } from "../../../local/runner/moto-python";
import { writeFileIn } from "../../support/write-file";

const { PATH } = process.env;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "moto-python-"));
  process.env.PATH = folder;
});
afterEach(() => {
  process.env.PATH = PATH;
  rmSync(folder, { recursive: true });
});

function writePython(command: string): void {
  writeFileIn(folder, "python3", `#!/bin/sh\n${command}\n`);
  chmodSync(path.join(folder, "python3"), 0o755);
}

test("moto is run by the program behind a version manager's shim", async () => {
  const description = { path: "/versions/python3.13", packages: [], hasMoto: true };
  writePython(`echo '${JSON.stringify(description)}'`);

  expect(await findMotoPython()).toBe("/versions/python3.13");
});

test.each([
  { modules: ["moto", "flask", "flask_cors"], isFound: true },
  { modules: ["moto"], isFound: false },
  { modules: [], isFound: false },
])("a Python with $modules has moto's server: $isFound", async ({ modules, isFound }) => {
  modules.forEach((name) => writeFileIn(folder, `modules/${name}.py`, ""));
  // Without the packages of this machine.
  writePython(`PATH='${PATH}' PYTHONPATH='${folder}/modules' exec python3 -S "$@"`);

  expect((await findMotoPython()) !== undefined).toBe(isFound);
});

test("without Python, moto is not found", async () => {
  expect(await findMotoPython()).toBeUndefined();
});
