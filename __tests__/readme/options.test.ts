import { runScript } from "../support/run-command";
import { readPage } from "./pages";

test.each(["start", "local"])(
  "local/README.md lists the options of npm run %s, and no others",
  async (name) => {
    const { stdout } = await runScript(`local/cli/${name}.ts`, ["--help"]);

    expect(options(tableOf(readPage("local/README.md")))).toEqual(options(stdout));
  },
);

/** The table whose first column is "option". */
function tableOf(page: string): string {
  return /^\| option .*?^$/ms.exec(page)?.[0] ?? "";
}

function options(text: string): string[] {
  return [...new Set(text.match(/--[a-z][a-z-]+/g))].filter((name) => name !== "--require").sort();
}
