import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
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
  return dist("http/api.js").split("\n");
}

function dist(name: string): string {
  return readFileSync(path.join(folder, "dist", name), "utf8");
}

test("the JavaScript keeps the names of classes, and has no comments but the path of its map", () => {
  const lines = build("// An API.\nexport class Function {\n  /** The port. */ p = 1;\n}");

  expect(lines).toContain("class Function {");
  expect(lines.filter((line) => /\/[/*]/.test(line))).toEqual(["//# sourceMappingURL=api.js.map"]);
});

test("the map leads to the line of the source", () => {
  const lines = build('interface Props {}\n\nthrow new Error("refused");\n');

  const map = new TraceMap(dist("http/api.js.map"));
  const line = lines.findIndex((text) => text.startsWith("throw")) + 1;
  const source = "../../http/api.ts";
  expect(originalPositionFor(map, { line, column: 0 })).toMatchObject({ source, line: 3 });
});
