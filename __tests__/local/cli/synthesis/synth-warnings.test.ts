import path from "node:path";
import { until } from "../../lambda/support/processes";
import { AppFolder } from "../support/app-folder";
import { serving, type Serving } from "../support/serving";

jest.setTimeout(30_000);

const START = "local/cli/main.ts serve";
const WARN = 'Annotations.of(stack).addWarning("Old runtime.");';
const SHOWN = "warning: dev: Old runtime.\n";

let app: AppFolder;
let served: Serving | undefined;
beforeEach(() => (app = new AppFolder()));
afterEach(() => {
  served?.child.kill("SIGKILL");
  app.remove();
});

async function start(...options: string[]): Promise<Serving> {
  const endpoints = path.join(app.folder, "endpoints.json");
  served = await serving(START, options, { endpoints, cwd: app.folder });
  return served;
}

const count = ({ seen }: Serving, text: string) => seen.stderr.split(text).length - 1;

test("npm start shows the warnings that constructs add, and nothing else that they add", async () => {
  app.writeApp(`${WARN} Annotations.of(stack).addInfo("Just so.");`);

  const { seen } = await start();

  expect(seen.stderr).toContain(SHOWN);
  expect(seen.stderr).not.toContain("Just so.");
});

test("--watch shows a warning once, another as soon as it is there, and one that comes back again", async () => {
  app.writeApp(WARN);
  const runner = await start("--watch");
  const save = async (more: string) => {
    app.writeApp(more);
    await fetch(runner.urls["aws_apigatewayv2_stage.stage"] ?? "");
  };

  await save(`${WARN} Annotations.of(stack).addWarning("Too large.");`);
  await runner.until("stderr", "warning: dev: Too large.\n");
  expect(count(runner, SHOWN)).toBe(1);

  await save("");
  await save(WARN);
  await until(() => count(runner, SHOWN) > 1);
  expect(count(runner, SHOWN)).toBe(2);
});
