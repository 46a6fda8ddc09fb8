import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Runner } from "../../../local/runner/runner";
import { planFixtureFile } from "../../support/plan-fixtures";
import { logTo } from "../support/log-destination";

/** The stack that `npm run plan-fixtures` makes the plans of. */
const FOLDER = path.join(__dirname, "../../stacks/local-modules");
const STAGE = "module.api[0].aws_apigatewayv2_stage.this";

let runner: Runner | undefined;
const folders: string[] = [];
afterEach(async () => {
  await runner?.close();
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true }));
});

async function served(fixture: string, chdir: string): Promise<Runner> {
  const log = logTo(() => undefined);
  runner = await Runner.start(planFixtureFile(fixture), { port: 0, log, chdir });
  return runner;
}

async function bodyOf({ endpoints }: Runner, method: string, target: string): Promise<unknown> {
  const url = endpoints.find(({ stage }) => stage.address === STAGE)?.url ?? "";
  return (await fetch(`${url}${target}`, { method })).json();
}

test.each(["modules-new", "modules-deployed", "modules-state"])(
  "the functions and routes of modules are served from %s",
  async (fixture) => {
    const stack = await served(fixture, FOLDER);

    expect(await bodyOf(stack, "GET", "/orders")).toEqual({
      routeKey: "GET /orders",
      table: "shop-default-table",
      count: "2",
    });
    expect(await bodyOf(stack, "DELETE", "/users/7/pets")).toMatchObject({
      routeKey: "ANY /users/{proxy+}",
      pathParameters: { proxy: "7/pets" },
    });
    const known = /runs locally on|is a state, which doesn't show/;
    const others = [...stack.problems, ...stack.warnings].filter((text) => !known.test(text));
    expect(others).toEqual([]);
  },
);

test("what a plan of HCL doesn't know is refused with the way out if the configuration isn't there", async () => {
  const code = mkdtempSync(path.join(tmpdir(), "plan-of-modules-"));
  folders.push(code);
  cpSync(path.join(FOLDER, "src"), path.join(code, "src"), { recursive: true });

  const { problems } = await served("modules-new", code);

  expect(problems).toContainEqual(
    expect.stringMatching(
      /this\["GET \/orders"\]: integration_uri can't be resolved: .*refers to local\.routes; .*--chdir/,
    ),
  );
});
