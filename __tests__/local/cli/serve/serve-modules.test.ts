import { execFileSync } from "node:child_process";
import { ROOT } from "../../../support/root";
import { LOADER } from "../../../support/run-command";

const SCRIPT = `
require("./local/cli/commands/serve");
console.log(JSON.stringify(Object.keys(require.cache).map((file) => file.slice(process.cwd().length))));
`;

test("serve starts the app before it loads what serves the stack", () => {
  const modules = JSON.parse(
    execFileSync(process.execPath, ["--require", LOADER, "-e", SCRIPT], {
      cwd: ROOT,
      encoding: "utf8",
    }),
  ) as string[];

  const forServing = /^\/local\/(gateway|lambda|runner|terraform\/(read|resolve))\//;
  expect(modules).toContain("/local/cli/serve/serve.ts");
  expect(modules.filter((file) => forServing.test(file))).toEqual([]);
});
