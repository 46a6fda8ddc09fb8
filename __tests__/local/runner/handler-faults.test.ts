import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isRunning, until } from "../lambda/support/processes";
import type { ApiKind } from "./support/runner-fixture";
import { API_KINDS, RunnerFixture } from "./support/runner-fixture";

jest.setTimeout(30_000);

const PYTHON = `
import os, subprocess, sys, time
starts = 0
def handler(event, context):
    global starts
    starts += 1
    query = event.get("queryStringParameters") or {}
    fault = query.get("fault")
    if fault == "hang": time.sleep(600)
    if fault == "fork":
        group = subprocess.Popen(["sleep", "600"])
        daemon = subprocess.Popen(["sleep", "600"], start_new_session=True)
        with open(query["file"] + ".part", "w") as file: file.write(f"{group.pid} {daemon.pid}")
        os.rename(query["file"] + ".part", query["file"])
        time.sleep(600)
    if fault == "exit": sys.exit(0)
    if fault == "kill": os.kill(os.getpid(), 9)
    if fault == "large": return {"statusCode": 200, "body": "x" * 7_000_000}
    if fault == "no JSON": return {"statusCode": 200, "body": b"bytes"}
    return {"statusCode": 200, "body": str(starts)}
`;

const NODE = `
const { spawn } = require("node:child_process");
let starts = 0;
exports.handler = async (event) => {
  starts += 1;
  const { fault, file } = event.queryStringParameters ?? {};
  if (fault === "hang") for (;;);
  if (fault === "fork") {
    const group = spawn("sleep", ["600"]);
    const daemon = spawn("sleep", ["600"], { detached: true });
    require("node:fs").writeFileSync(file, group.pid + " " + daemon.pid);
    await new Promise(() => setInterval(() => undefined, 1000));
  }
  if (fault === "exit") process.exit(0);
  if (fault === "kill") process.kill(process.pid, "SIGKILL");
  if (fault === "large") return { statusCode: 200, body: "x".repeat(7_000_000) };
  if (fault === "no JSON") return { statusCode: 200, body: 1n };
  return { statusCode: 200, body: String(starts) };
};
`;

const SLOW_IMPORT = `
import time
time.sleep(3)
def handler(event, context): return {"statusCode": 200, "body": "imported"}
`;

const FAILURE: Readonly<Record<ApiKind, readonly [number, unknown]>> = {
  "HTTP API": [500, { message: "Internal Server Error" }],
  "REST API": [502, { message: "Internal server error" }],
};

/** Each API and each language once: what an API makes of a fault doesn't depend on the language. */
const CASES = [
  ["HTTP API", "python"],
  ["REST API", "node"],
] as const;

const fixture = new RunnerFixture();
let slowImports: Promise<Response[]>;

beforeAll(async () => {
  await fixture
    .write({
      python: { files: { "index.py": PYTHON } },
      node: { runtime: "nodejs20.x", files: { "index.js": NODE } },
      slow: { files: { "index.py": SLOW_IMPORT } },
    })
    .start();
  // The three seconds pass while the other tests run.
  slowImports = Promise.all(API_KINDS.map((api) => fetch(`${fixture.url(api)}/slow`)));
});
afterAll(() => fixture.close());

async function ask(api: ApiKind, fn: string, fault?: string): Promise<[number, unknown]> {
  const query = fault ? `?${new URLSearchParams({ fault })}` : "";
  const response = await fetch(`${fixture.url(api)}/${fn}${query}`);
  return [response.status, (await response.json()) as unknown];
}

describe.each(CASES)("behind the %s, a handler in %s", (api, fn) => {
  test.each(["hang", "exit", "kill", "large"])(
    "that fails by '%s' gives AWS's error, and the next request a fresh sandbox",
    async (fault) => {
      expect(await ask(api, fn, fault)).toEqual(FAILURE[api]);
      expect(await ask(api, fn)).toEqual([200, 1]);
    },
  );

  test("that returns what isn't JSON gives AWS's error", async () => {
    expect(await ask(api, fn, "no JSON")).toEqual(FAILURE[api]);
  });

  test("that forks is ended with its children at its timeout", async () => {
    const file = path.join(fixture.folder, `${api}-${fn}.pids`);
    const query = new URLSearchParams({ fault: "fork", file });

    const { status } = await fetch(`${fixture.url(api)}/${fn}?${query}`);

    expect(status).toBe(FAILURE[api][0]);
    expect(existsSync(file)).toBe(true);
    const pids = readFileSync(file, "utf8").split(" ").map(Number);
    await until(() => !pids.some(isRunning));
  });
});

test("a handler that needs 3 s to import responds, though it may run for only one", async () => {
  const responses = await slowImports;

  expect(await Promise.all(responses.map((response) => response.text()))).toEqual([
    "imported",
    "imported",
  ]);
});
