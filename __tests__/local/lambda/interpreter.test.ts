import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { ROOT } from "../../support/root";

/** Finds an interpreter with a PATH of its own, which only a process of its own can have. */
function find(runtime: string, programs: readonly string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), "interpreters-"));
  for (const name of programs) {
    symlinkSync(process.execPath, path.join(folder, name));
  }
  const module = JSON.stringify(path.join(ROOT, "local/lambda/code/interpreter"));
  const family = runtime.startsWith("python") ? "python" : "nodejs";
  const script = `new (require(${module}).Interpreters)().find("${family}", "${runtime}").then(
    (found) => console.log(found.path), (error) => console.log(error.message));`;
  const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "-e", script], {
    cwd: ROOT,
    encoding: "utf8",
    env: { PATH: folder },
  });
  rmSync(folder, { recursive: true });
  return stdout.trim();
}

describe("the interpreter of a runtime", () => {
  test("is the program behind the name on PATH", () => {
    expect(find("nodejs22.x", ["node"])).toBe(process.execPath);
  });

  test("is that of the declared version where there is one", () => {
    expect(find("nodejs22.x", ["node22"])).toBe(process.execPath);
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
  ])("that isn't there is an error that says what to install: %s", (runtime, message) => {
    expect(find(runtime, [])).toBe(message);
  });
});
