import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { runInProcess } from "../support/run-in-process";
import { serving } from "../support/serving";
import type { ServingInProcess } from "../support/serving-in-process";
import { serve, servingInProcess } from "../support/serving-in-process";
import { StackFolder } from "../support/stack-folder";

jest.setTimeout(30_000);

let stack: StackFolder;
let running: ServingInProcess | undefined;

beforeEach(() => (stack = new StackFolder()));
afterEach(async () => {
  await running?.stop();
  running = undefined;
  stack.remove();
});

async function served(...options: string[]) {
  const endpoints = path.join(stack.folder, "endpoints.json");
  running = await servingInProcess([stack.folder, ...options], { endpoints });
  return { ...running, url: running.urls[stack.stage] ?? "" };
}

const refused = (...args: string[]) => runInProcess(serve, args);

test("serves a stack: the table, the endpoints file and the handler's response", async () => {
  stack.write("hello");

  const { url, seen } = await served();

  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  expect(seen.stdout).toContain(url);
  const response = await fetch(`${url}/`);
  expect([response.status, await response.text()]).toEqual([200, "hello"]);
});

test("SIGTERM ends the command and its sandboxes with exit status 0", async () => {
  stack.write("hello");
  const endpoints = path.join(stack.folder, "endpoints.json");
  const { child, urls } = await serving("local/cli/main.ts serve", [stack.folder], { endpoints });
  const url = urls[stack.stage];
  await fetch(`${url}/`);

  child.kill("SIGTERM");

  expect(await once(child, "exit")).toEqual([0, null]);
  await expect(fetch(`${url}/`)).rejects.toThrow("fetch failed");
});

test("--env-file gives every function variables, over its own, and --log-format json one object a line", async () => {
  stack.write("");
  stack.writeCode(`
import os
def handler(event, context):
    print("a line")
    return {"statusCode": 200, "body": os.environ["GREETING"]}
`);
  const file = stack.file("variables.env", "# said\nGREETING='hello there'\n");
  const { url, until, seen } = await served("--env-file", file, "--log-format", "json");

  const response = await fetch(`${url}/`);

  expect(await response.text()).toBe("hello there");
  await until("stderr", "REPORT");
  const lines = seen.stderr.split("\n").filter((line) => line.startsWith("{"));
  expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
    expect.objectContaining({ function: "hello", message: "a line" }),
  );
});

test("a port in use is refused for the Lambda API, too", async () => {
  stack.writeFunction();
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const { status, stderr } = await refused(stack.folder, "--port", String(port));
  server.close();

  expect(stderr).toContain(`the Lambda API: port ${port} is in use`);
  expect(status).toBe(1);
});

test("a port in use is refused with the API's address and the way out", async () => {
  stack.write("hello");
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const { status, stderr } = await refused(stack.folder, "--port", String(port));
  server.close();

  expect(stderr).toContain(
    `aws_api_gateway_rest_api.api: port ${port} is in use. Give another first port with --port N, or take free ones with --port 0.`,
  );
  expect(status).toBe(1);
});

test.each([
  [["one", "another"], 'Name one folder or plan, not "one another"', 2],
  [["--port", "many"], '--port is "many"; allowed: 0 to 65535', 2],
  [["--log-format", "xml"], '--log-format is "xml"; allowed: text, json', 2],
  [["no/such/folder"], "no/such/folder is not a folder. Pass a folder with a cdktf.json", 2],
  [["folder", "--env-file", "no/such/file"], "--env-file no/such/file can't be read", 1],
])("the arguments %j are refused with what is allowed", async (args, message, expected) => {
  const { status, stderr } = await refused(...args);

  expect(stderr).toContain(message);
  expect(status).toBe(expected);
});

test.each([
  [
    {},
    "the stack has no API and no function to serve. Serve a stack that has aws_apigatewayv2_api, aws_api_gateway_rest_api, aws_lambda_function_url or aws_lambda_function.",
  ],
  [
    { module: { api: { source: "./api" }, app: { source: "example/app/aws" } } },
    'nothing can be served.\nmodule.api: the folder of its source "./api", ',
  ],
  [
    { resource: { aws_lambda_function: { off: { count: 0 } }, aws_sqs_queue: { q: {} } } },
    "the stack has no API and no function to serve. Serve a stack that has",
  ],
])("a stack with nothing to serve is refused with the reason: %j", async (terraform, reason) => {
  stack.file("cdk.tf.json", JSON.stringify(terraform));

  const { status, stderr, stdout } = await refused(stack.folder, "--port", "0");

  expect(stderr).toContain(`${stack.folder}: ${reason}`);
  expect([status, stdout]).toEqual([1, ""]);
});

test("a stack of functions without an API is served by the Lambda API", async () => {
  stack.writeFunction();

  const { seen } = await served();

  expect(seen.stdout).toMatch(
    /Lambda API: http:\/\/127\.0\.0\.1:\d+ with the functions\n {2}hello/,
  );
});

test.each([
  [["--port", "65535"], "the Lambda API: port 65536 is over 65535"],
  [
    ["--port", "0", "--endpoints-file", "no/such/folder/file"],
    "--endpoints-file no/such/folder/file can't be",
  ],
])("with %j one message says why nothing is served", async (args, message) => {
  stack.write("hello");

  const { status, stderr, stdout } = await refused(stack.folder, ...args);

  expect(stderr).toContain(message);
  expect([status, stdout]).toEqual([1, ""]);
});

test("the endpoints file of an earlier run is gone when nothing can be served", async () => {
  const endpoints = stack.file("endpoints.json", "{}");
  stack.file("cdk.tf.json", "{");

  const args = [stack.folder, "--endpoints-file", endpoints];
  const { status, stderr } = await refused(...args);

  expect([status, existsSync(endpoints)]).toEqual([1, false]);
  expect(stderr).toContain("cdk.tf.json is not valid JSON");
});

test("--help tells the options and --version the version, on stdout", async () => {
  const help = await runInProcess(serve, ["--help"]);
  const version = await runInProcess(serve, ["--version"]);

  expect(help.stdout).toContain("--endpoints-file FILE");
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
