import { readdirSync } from "node:fs";
import path from "node:path";
import packageJson from "../../../package.json";
import { ROOT } from "../../support/root";
import { runScript } from "../../support/run-command";

const MAIN = "local/cli/main.ts";

test("--help lists every command, each of which has its own help", async () => {
  const files = readdirSync(path.join(ROOT, "local/cli/commands"));
  const names = files.map((file) => path.basename(file, ".ts"));

  const { stdout, status } = await runScript(MAIN, ["--help"]);

  const listed = stdout.match(/(?<=^ {2})[a-z][a-z-]+(?= {2,}\w)/gm) ?? [];
  expect(listed.sort()).toEqual(names.sort());
  expect(status).toBe(0);
  const helps = await Promise.all(names.map((name) => runScript(MAIN, [name, "--help"])));
  helps.forEach((help, index) => {
    expect(help.stdout).toContain(`Usage: cdktf-lambda-api ${names[index]}`);
    expect(help.stdout).toContain("Exit status: ");
    expect(help.status).toBe(0);
  });
});

test("--version prints the version of the package", async () => {
  expect((await runScript(MAIN, ["--version"])).stdout).toBe(`${packageJson.version}\n`);
});

test.each([
  ["--prot", "Unknown option --prot. Did you mean --port?"],
  ["--unheard-of", "Unknown option --unheard-of.\n"],
])("the option %s is refused, with the one that is like it", async (option, message) => {
  const { stderr, status } = await runScript(MAIN, ["serve", option, "1"]);

  expect(stderr).toContain(message);
  expect(status).toBe(2);
});

test.each([
  [[], "Name a command: serve, invoke"],
  [["serv"], 'There is no command "serv". Did you mean serve? Allowed: serve, invoke'],
  [["deploy"], 'There is no command "deploy". Allowed: serve, invoke'],
])("the command line %j is refused with the commands that exist", async (args, message) => {
  const { stderr, stdout, status } = await runScript(MAIN, args);

  expect(stderr).toContain(message);
  expect(stdout).toBe("");
  expect(status).toBe(2);
});
