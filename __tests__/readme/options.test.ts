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

/** The table whose first column is "option". */
function tableOf(page: string): string {
  return /^\| option .*?^$/ms.exec(page)?.[0] ?? "";
}

function options(text: string): string[] {
  return [...new Set(text.match(/--[a-z][a-z-]+/g))].filter((name) => name !== "--silent").sort();
}
