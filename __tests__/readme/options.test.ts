import { serve, type LocalOptions } from "../../local/testing";
import { runScript } from "../support/run-command";
import { readPage, section } from "./pages";

test("local/README.md lists the options of serve, and no others", async () => {
  const { stdout } = await runScript("local/cli/main.ts serve", ["--help"]);

  expect(options(tableOf(readPage("local/README.md")))).toEqual(options(stdout));
});

test("local/README.md names the options of npm run review, and no others", async () => {
  const { stdout } = await runScript("local/cli/main.ts review", ["--help"]);

  const named = options(section("local/README.md", "Review a change"));
  expect([...named, "--help", "--version"].sort()).toEqual(options(stdout));
});

test("local/README.md lists the options of serve() in tests, and no others", async () => {
  const served = serve("no folder", { unknown: true } as LocalOptions);
  const refusal: unknown = await served.catch(String);
  const [, names = ""] = /allowed: (.*)\.$/.exec(String(refusal)) ?? [];

  const [table = ""] =
    /^\| `serve\(stack.*?^$/ms.exec(section("local/README.md", "Tests with requests")) ?? [];
  const listed = [...table.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name);
  expect(listed).toEqual(names.split(", "));
});

/** The table whose first column is "option". */
function tableOf(page: string): string {
  return /^\| option .*?^$/ms.exec(page)?.[0] ?? "";
}

function options(text: string): string[] {
  return [...new Set(text.match(/--[a-z][a-z-]+/g))].filter((name) => name !== "--silent").sort();
}
