import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { ROOT } from "../../support/root";
import { LOADER } from "../../support/run-command";

/**
 * Finds the interpreters of Node.js runtimes or a Python runtime in a process with a PATH of its
 * own, on which each of the programs is Node.js and records that it was started.
 */
function find(runtimes: readonly string[], programs: readonly string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), "interpreters-"));
  const starts = path.join(folder, "starts");
  for (const name of programs) {
    const program = path.join(folder, name);
    writeFileSync(
      program,
      `#!/bin/sh\necho ${name} >> '${starts}'\nexec '${process.execPath}' "$@"\n`,
    );
    chmodSync(program, 0o755);
  }
  const module = JSON.stringify(path.join(ROOT, "local/lambda/code/interpreter"));
  const calls = runtimes.map(
    (runtime) => `find("${runtime.startsWith("python") ? "python" : "nodejs"}", "${runtime}")`,
  );
  const script = `const { findInterpreter: find } = require(${module});
    Promise.all([${calls.join()}]).then(
      (all) => console.log(all.map(({ path }) => path).join()), (error) => console.log(error.message));`;
  const { stdout } = spawnSync(process.execPath, ["--require", LOADER, "-e", script], {
    cwd: ROOT,
    encoding: "utf8",
    env: { PATH: folder },
  });
  const started = existsSync(starts) ? readFileSync(starts, "utf8").trim().split("\n") : [];
  rmSync(folder, { recursive: true });
  return { result: stdout.trim(), started };
}

describe("the interpreter of a runtime", () => {
  test("is the program behind the name on PATH", () => {
    expect(find(["nodejs22.x"], ["node"]).result).toBe(process.execPath);
  });

  test("is that of the declared version where there is one", () => {
    expect(find(["nodejs22.x"], ["node22"]).result).toBe(process.execPath);
  });

  test("is started once, however many runtimes it serves", () => {
    const { result, started } = find(["nodejs20.x", "nodejs22.x"], ["node"]);

    expect(result).toBe(`${process.execPath},${process.execPath}`);
    expect(started).toEqual(["node"]);
  });

  test.each([
    [
      "python3.13",
      "python3.13 needs python3.13 or python3 on PATH, and neither runs. Install Python 3.13.",
    ],
    [
      "nodejs22.x",
      "nodejs22.x needs node22 or node on PATH, and neither runs. Install Node.js 22.",
    ],
  ])("that isn't installed is an error with what to install: %s", (runtime, message) => {
    expect(find([runtime], []).result).toBe(message);
  });
});
