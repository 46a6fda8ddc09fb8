import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gitIgnored } from "../../../../local/cli/watch/git-ignored";

let folder: string;
beforeEach(() => (folder = realpathSync(mkdtempSync(path.join(tmpdir(), "ignored-")))));
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, text = ""): void {
  const target = path.join(folder, name);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

function git(...args: string[]): void {
  expect(spawnSync("git", args, { cwd: folder }).status).toBe(0);
}

function ignored(): string[] {
  return gitIgnored(folder)
    .map((name) => path.relative(folder, name))
    .sort();
}

test("files and whole folders are ignored as the .gitignore of each folder says", () => {
  git("init", "--quiet");
  file(".gitignore", ".build/\n*.log\n");
  file("handlers/.gitignore", "/generated.py\n");
  for (const name of [".build/bundle/index.js", "run.log", "handlers/generated.py", "index.py"]) {
    file(name);
  }

  expect(ignored()).toEqual([".build", "handlers/generated.py", "run.log"]);
});

test("a file that git tracks isn't ignored, whatever .gitignore says", () => {
  git("init", "--quiet");
  file(".gitignore", "dist/\n");
  file("dist/tracked.js");
  file("dist/untracked.js");
  git("add", "--force", "dist/tracked.js");

  expect(ignored()).toEqual(["dist/untracked.js"]);
});

test("nothing is ignored outside a git repository", () => {
  file(".gitignore", "*.log\n");
  file("run.log");

  expect(ignored()).toEqual([]);
});

test("ignored files are found also if their names have more than a megabyte", () => {
  git("init", "--quiet");
  file(".gitignore", "generated-*\n");
  file("tracked/of-a-folder-with-ignored-files");
  git("add", "tracked");
  const long = "x".repeat(200);
  const names = Array.from({ length: 5000 }, (_, index) => `tracked/generated-${long}-${index}`);
  names.forEach((name) => writeFileSync(path.join(folder, name), ""));

  expect(ignored()).toHaveLength(names.length);
});

test("a list that git can't make is an error with git's reason", () => {
  git("init", "--quiet");
  file(".git/config", "[core]\nrepositoryformatversion = 99\n");

  expect(ignored).toThrow(/^git can't list the ignored files: .*repo version .*99/);
});
