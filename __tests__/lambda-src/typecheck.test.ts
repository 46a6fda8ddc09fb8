import { readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { ROOT } from "../support/root";

test("npm run typecheck covers all TypeScript handlers, whose types synthesis doesn't check", () => {
  const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), ts.sys.readFile) as {
    config: object;
  };
  const checked = ts.parseJsonConfigFileContent(config, ts.sys, ROOT).fileNames;
  const handlers = readdirSync(path.join(ROOT, "lambda-src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join(ROOT, "lambda-src", file));

  expect(handlers).toContain(path.join(ROOT, "lambda-src/notes/index.ts"));
  expect(checked).toEqual(expect.arrayContaining(handlers));
});
