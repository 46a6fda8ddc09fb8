import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Runner } from "../../../local/runner/runner";
import { readPlanFixture } from "../../support/plan-fixtures";
import { writeFileIn } from "../../support/write-file";
import { writeZip } from "../../support/zip";
import { logTo } from "../support/log-destination";

const HANDLER = `
import os
def handler(event, context):
    return {"statusCode": 200, "body": " ".join([
        event["requestContext"]["apiId"], context.invoked_function_arn, os.environ["PASSWORD"]])}
`;

let runner: Runner | undefined;
const folders: string[] = [];
afterEach(async () => {
  await runner?.close();
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true }));
});

function folder(): string {
  const created = mkdtempSync(path.join(tmpdir(), "plan-test-"));
  folders.push(created);
  return created;
}

async function served(plan: string, options: { chdir?: string } = {}) {
  const log = logTo(() => undefined);
  runner = await Runner.start(plan, { port: 0, log, ...options });
  return Object.fromEntries(runner.endpoints.map(({ stage, url }) => [stage.address, url]));
}

test("a plan is served: deployed IDs as they are, and what isn't known yet from its configuration", async () => {
  const code = folder();
  await writeZip(path.join(code, "code.zip"), { "index.py": { content: HANDLER } });
  const plan = writeFileIn(code, "plan.json", readPlanFixture("change"));

  const urls = await served(plan);
  const response = await fetch(`${urls["aws_api_gateway_stage.shop"]}/pets`);

  const arn = "arn:aws:lambda:us-east-1:123456789012:function:pets";
  expect([response.status, await response.text()]).toEqual([
    200,
    `9qwu5gno3v ${arn} canary-7f3a-variable`,
  ]);
});

test("the paths in a plan start at the folder that Terraform ran in", async () => {
  const code = folder();
  await writeZip(path.join(code, "code.zip"), { "index.py": { content: HANDLER } });
  const plan = writeFileIn(folder(), "plan.json", readPlanFixture("create"));

  const urls = await served(plan, { chdir: code });
  const response = await fetch(`${urls["aws_api_gateway_stage.shop"]}/pets`);

  expect(response.status).toBe(200);
});

test("a new plan in the file is served after a reload, and the file is watched", async () => {
  const code = folder();
  await writeZip(path.join(code, "code.zip"), { "index.py": { content: HANDLER } });
  const plan = writeFileIn(code, "plan.json", readPlanFixture("create"));
  const url = (await served(plan))["aws_api_gateway_stage.shop"];
  const before = await fetch(`${url}/cats`);

  writeFileIn(code, "plan.json", readPlanFixture("change"));
  await runner?.reload();

  const after = await fetch(`${url}/cats`);
  expect([before.status, after.status]).toEqual([403, 500]);
  expect(runner?.sources).toContain(plan);
});
