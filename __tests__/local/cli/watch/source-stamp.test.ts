import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SourceStamp } from "../../../../local/cli/watch/source-stamp";
import { sourceStamp } from "../../../../local/cli/watch/source-stamp";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stamp-"));
  mkdirSync(path.join(folder, "code/node_modules/package"), { recursive: true });
  for (const name of [
    "index.py",
    "node_modules/.package-lock.json",
    "node_modules/package/index.js",
  ]) {
    writeFileSync(at(`code/${name}`), "before");
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

function at(name: string): string {
  return path.join(folder, name);
}

function stamp(): SourceStamp {
  return sourceStamp([folder], new Set([at("ignored")]));
}

test.each<[string, () => void]>([
  ["written with the same length", () => writeFileSync(at("code/index.py"), "beFore")],
  ["appended to", () => appendFileSync(at("code/index.py"), "x")],
  [
    "replaced by another",
    () => renameSync(at("code/node_modules/package/index.js"), at("code/index.py")),
  ],
  ["added", () => writeFileSync(at("code/new.py"), "")],
  ["removed", () => rmSync(at("code/index.py"))],
  ["renamed", () => renameSync(at("code/index.py"), at("code/other.py"))],
  ["linked to", () => symlinkSync(at("code/index.py"), at("link.py"))],
  [
    "written by npm install",
    () => writeFileSync(at("code/node_modules/.package-lock.json"), "new"),
  ],
])("the stamp changes when a file is %s", (_, change) => {
  const before = stamp();

  change();

  expect(stamp()).not.toEqual(before);
});

test.each<[string, () => void]>([
  ["nothing happens", () => undefined],
  ["an editor swaps", () => writeFileSync(at("code/.index.py.swp"), "")],
  ["an editor locks", () => symlinkSync("nobody@nowhere", at("code/.#index.py"))],
  ["Python compiles", () => mkdirSync(at("code/__pycache__"))],
  ["the synthesis writes", () => mkdirSync(at("cdktf.out"))],
  ["an ignored file is written", () => writeFileSync(at("ignored"), "")],
  ["a link leads back to its folder", () => symlinkSync(folder, at("code/back"))],
])("the stamp stays when %s", (_, change) => {
  const before = stamp();

  change();

  expect(stamp()).toEqual(before);
});

test("a path that is in an ignored folder, or missing, has no stamp", () => {
  const missing = at("missing");

  expect(sourceStamp([at("code/index.py"), missing], new Set([at("code")]))).toEqual(new Map());
});
