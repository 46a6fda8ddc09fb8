import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { planFixtureFile, readPlanFixture } from "../../../support/plan-fixtures";
import type { Serving } from "../support/serving";
import { serving } from "../support/serving";

/** The stack that `npm run plan-fixtures` makes the plans of. */
const STACK = path.join(__dirname, "../../../stacks/local-modules");
const STAGE = "module.api[0].aws_apigatewayv2_stage.this";
const USERS_ARN = 'module.function["users"].invoke_arn';

let folder: string;
let served: Serving;
beforeAll(async () => {
  folder = mkdtempSync(path.join(realpathSync(os.tmpdir()), "watch-plan-"));
  cpSync(STACK, folder, { recursive: true });
  cpSync(planFixtureFile("modules-new"), path.join(folder, "plan.json"));
  const args = ["plan.json", "--watch"];
  const endpoints = path.join(folder, "endpoints.json");
  served = await serving("local/cli/main.ts serve", args, { endpoints, cwd: folder });
});
afterAll(() => {
  served.child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

async function textOf(target: string): Promise<string> {
  return (await fetch(`${served.urls[STAGE]}${target}`)).text();
}

test("a saved handler of a plan is served at the next request", async () => {
  const before = await textOf("/users/7");

  save("src/users/index.js", 'exports.handler = async () => "users";');

  expect([before, await textOf("/users/7")]).toEqual([expect.stringContaining("shop"), "users"]);
});

test("what is saved in a plan's configuration isn't served, not even after a handler is saved", async () => {
  const main = readFileSync(path.join(STACK, "main.tf"), "utf8");

  save("main.tf", main.replace("module.function[name].invoke_arn", USERS_ARN));
  save("src/orders/index.js", 'exports.handler = async () => "orders";');

  expect(await textOf("/orders")).toBe("orders");
  expect(served.seen.stderr).toContain(
    "main.tf changed, but plan.json doesn't have the change. Make the plan again to serve it.\n",
  );
});

test("a new plan is served with the configuration that it was made of", async () => {
  save("plan.json", `${readPlanFixture("modules-new")} `);

  expect(await textOf("/orders")).toBe("users");
});

function save(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
}
