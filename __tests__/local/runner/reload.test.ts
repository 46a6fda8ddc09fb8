import { readFileSync } from "node:fs";
import path from "node:path";
import type { Runner } from "../../../local/runner/runner";
import type { ApiKind } from "./support/runner-fixture";
import { API_KINDS, RunnerFixture } from "./support/runner-fixture";

jest.setTimeout(30_000);

const REQUESTS = 100;
let fixture: RunnerFixture;
let runner: Runner;

beforeEach(async () => {
  fixture = new RunnerFixture();
  runner = await write("old").start({ isolated: true, strict: true });
});
afterEach(() => fixture.close());

function write(body: string): RunnerFixture {
  const code = `
import time
def handler(event, context):
    time.sleep(0.01)
    return {"statusCode": 200, "body": "${body}"}
`;
  return fixture.write({ fn: { timeout: 30, files: { "index.py": code } } });
}

async function ask(api: ApiKind): Promise<string> {
  return (await fetch(`${fixture.url(api)}/fn`)).text();
}

test.each(API_KINDS)("the %s serves each request while the stack is swapped", async (api) => {
  const underWay = Array.from({ length: REQUESTS }, () => ask(api));
  await underWay[0];
  write("new");
  await runner.reload();
  const next = Array.from({ length: REQUESTS }, () => ask(api));

  expect(new Set(await Promise.all(next))).toEqual(new Set(["new"]));
  const others = (await Promise.all(underWay)).filter((text) => text !== "old" && text !== "new");
  expect(others).toEqual([]);
});

test("with strict, a stack whose API can't be served changes no function either", async () => {
  write("new");
  const file = path.join(fixture.folder, "cdk.tf.json");
  const stack = readFileSync(file, "utf8");
  fixture.file("cdk.tf.json", stack.replace('"AWS_PROXY"', '"NO_SUCH_TYPE"'));

  await expect(runner.reload()).rejects.toThrow("NO_SUCH_TYPE");

  expect(await Promise.all(API_KINDS.map(ask))).toEqual(["old", "old"]);
});

test("an API that is gone is served no more, and one that came is served", async () => {
  const gone = fixture.url("REST API");
  const file = path.join(fixture.folder, "cdk.tf.json");
  const stack = readFileSync(file, "utf8");
  const { resource, ...others } = JSON.parse(stack) as { resource: Record<string, unknown> };
  const kept = Object.entries(resource).filter(([type]) => !type.startsWith("aws_api_gateway_"));
  fixture.file("cdk.tf.json", JSON.stringify({ ...others, resource: Object.fromEntries(kept) }));

  await runner.reload();
  await expect(fetch(gone)).rejects.toThrow("fetch failed");
  fixture.file("cdk.tf.json", stack);
  await runner.reload();

  expect(await Promise.all(API_KINDS.map(ask))).toEqual(["old", "old"]);
});
