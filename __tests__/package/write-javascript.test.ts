import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { writeJavaScript } from "../../.ci/build/write-javascript";
import { writeFileIn } from "../support/write-file";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "javascript-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** @returns the lines of the JavaScript */
function build(source: string): readonly string[] {
  writeFileIn(folder, "http/api.ts", source);
  writeJavaScript(folder, ["http/api.ts"]);
  return readFileSync(path.join(folder, "dist/http/api.js"), "utf8").split("\n");
}

test("the JavaScript keeps the names of classes, and has no comments", () => {
  const lines = build("// An API.\nexport class Function {\n  /** The port. */ p = 1;\n}");

  expect(lines).toContain("class Function {");
  expect(lines.filter((line) => /\/[/*]/.test(line))).toEqual([]);
});
