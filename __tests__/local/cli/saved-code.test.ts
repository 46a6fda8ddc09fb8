import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { copySavedCode } from "../../../local/cli/saved-code";
import { writeFileIn } from "../../support/write-file";

let project: string;

beforeEach(() => (project = mkdtempSync(path.join(tmpdir(), "saved-"))));
afterEach(() => rmSync(project, { recursive: true }));

/** Writes files of the project. @returns their paths */
function files(...names: string[]): string[] {
  return names.map((name) => writeFileIn(project, name, name));
}

function copySaved(saved: readonly string[], ...folders: string[]): boolean {
  const copies = folders.map((folder) => ({
    path: path.join(project, folder),
    copiedFrom: "src/hello",
  }));
  return copySavedCode(saved, copies, project);
}

test("a saved file is copied into every copy that has it, whose mode stays", () => {
  const [saved = "", first = "", second = ""] = files("src/hello/a.py", "one/a.py", "two/a.py");
  chmodSync(first, 0o755);

  const isCopied = copySaved([saved], "one", "two", "three");

  expect(isCopied).toBe(true);
  expect([first, second].map((file) => readFileSync(file, "utf8"))).toEqual([
    "src/hello/a.py",
    "src/hello/a.py",
  ]);
  expect(statSync(first).mode & 0o777).toBe(0o755);
  expect(existsSync(path.join(project, "three"))).toBe(false);
});

test.each([
  ["a file that the copy doesn't have, such as an excluded one", "src/hello/new.md"],
  ["a file of another folder", "main.ts"],
  ["a file of a folder whose name only begins the same", "src/hello2/a.py"],
])("nothing is copied for %s", (_, other) => {
  const [saved = "", copy = "", more = ""] = files("src/hello/a.py", "one/a.py", other);

  const isCopied = copySaved([saved, more], "one");

  expect([isCopied, readFileSync(copy, "utf8")]).toEqual([false, "one/a.py"]);
});

test("nothing is copied when a file was removed", () => {
  const [copy = ""] = files("one/a.py");

  const isCopied = copySaved([path.join(project, "src/hello/a.py")], "one");

  expect([isCopied, readFileSync(copy, "utf8")]).toEqual([false, "one/a.py"]);
});
