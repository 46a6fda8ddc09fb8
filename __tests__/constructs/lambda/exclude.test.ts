import { readdirSync } from "node:fs";
import path from "node:path";
import { lambda } from "../../../constructs";
import { hello, synthToDisk, withFolder } from "./support";

const FILES = {
  "index.py": "def handler(event, context): return 1",
  "request.vtl": "{}",
  "pkg/error.vtl": "{}",
  "pkg/a.py": "",
  "docs/a.txt": "",
  "docs/.hidden": "",
};

/** Names of the files that are zipped of those above. */
const zippedWithout = (...exclude: string[]) =>
  withFolder({}, (root) =>
    withFolder(FILES, (code) => {
      const assets = path.join(synthToDisk(root, code, { exclude }), "assets");
      return readdirSync(assets, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(path.relative(assets, entry.parentPath), entry.name))
        .map((name) => name.split(path.sep).slice(1).join("/"))
        .sort();
    }),
  );

test.each([
  ["*.vtl", ["docs/.hidden", "docs/a.txt", "index.py", "pkg/a.py"]],
  ["pkg/*.vtl", ["docs/.hidden", "docs/a.txt", "index.py", "pkg/a.py", "request.vtl"]],
  ["docs", ["index.py", "pkg/a.py", "pkg/error.vtl", "request.vtl"]],
  ["docs/**", ["index.py", "pkg/a.py", "pkg/error.vtl", "request.vtl"]],
])("code excludes %s: the rest is zipped", (pattern, rest) => {
  expect(zippedWithout(pattern)).toEqual(rest);
});

test("an excluded handler counts as missing", () => {
  withFolder(FILES, (folder) => {
    const code = lambda.Code.fromAsset(folder, { exclude: ["*.py"] });

    expect(() => hello({ code })).toThrow(/^dev\/Hello: handler is "index.handler"; allowed: one/);
  });
});

test("code without any file is refused, even with layers", () => {
  withFolder({ "index.py": "", ".DS_Store": "" }, (folder) => {
    const code = lambda.Code.fromAsset(folder, { exclude: ["*.py"] });
    const layers = ["arn:aws:lambda:eu-west-1:123456789012:layer:l:1"];

    expect(() => hello({ code, layers })).toThrow(
      `dev/Hello: code folder is ${JSON.stringify(folder)}; allowed: a folder with at least one file`,
    );
  });
});

test.each(["", "!index.py", "/docs"])("the pattern %j is refused", (pattern) => {
  withFolder(FILES, (folder) => {
    const code = lambda.Code.fromAsset(folder, { exclude: [pattern] });

    expect(() => hello({ code })).toThrow(
      `dev/Hello: exclude is ${JSON.stringify(pattern)}; allowed: glob patterns that aren't empty and don't start`,
    );
  });
});
