import { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { AddressInfo } from "node:net";
import path from "node:path";
import { runScript } from "../../support/run-command";
import { serving } from "./support/serving";
import { StackFolder } from "./support/stack-folder";

const LOCAL = "local/cli/local.ts";
let stack: StackFolder;
const children: ChildProcess[] = [];

beforeEach(() => (stack = new StackFolder()));
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  stack.remove();
});

async function served() {
  const endpoints = path.join(stack.folder, "endpoints.json");
  const started = await serving(LOCAL, [stack.folder], { endpoints });
  children.push(started.child);
  return { ...started, url: started.urls[stack.stage] ?? "" };
}

test("serves a stack: the table, the endpoints file and the handler's answer", async () => {
  stack.write("hello");

  const { url, seen } = await served();

  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  expect(seen.stdout).toContain(url);
  const response = await fetch(`${url}/`);
  expect([response.status, await response.text()]).toEqual([200, "hello"]);
});

test("SIGTERM ends the command and its sandboxes with exit status 0", async () => {
  stack.write("hello");
  const { child, url } = await served();
  await fetch(`${url}/`);

  child.kill("SIGTERM");

  expect(await once(child, "exit")).toEqual([0, null]);
  await expect(fetch(`${url}/`)).rejects.toThrow("fetch failed");
});

test("a port in use is refused with the API's address and the way out", async () => {
  stack.write("hello");
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const { status, stderr } = await runScript(LOCAL, [stack.folder, "--port", String(port)]);
  server.close();

  expect(stderr).toContain(`aws_api_gateway_rest_api.api: port ${port} is in use`);
  expect(status).toBe(1);
});

test.each([
  [[], "Name one stack folder", 2],
  [["--port", "many"], '--port is "many"; allowed: 0 to 65535', 2],
  [["--log-format", "xml"], '--log-format is "xml"; allowed: text, json', 2],
  [["no/such/folder"], "npx cdktf synth", 1],
])("the arguments %j are refused with what is allowed", async (args, message, expected) => {
  const { status, stderr } = await runScript(LOCAL, args);

  expect(stderr).toContain(message);
  expect(status).toBe(expected);
});

test("--help tells the options and --version the version, on stdout", async () => {
  const [help, version] = await Promise.all([
    runScript(LOCAL, ["--help"]),
    runScript(LOCAL, ["--version"]),
  ]);

  expect(help.stdout).toContain("--endpoints-file FILE");
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
