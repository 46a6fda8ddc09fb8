import { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { runScript } from "../../support/run-command";
import { startCommand } from "../../support/start-command";

const LOCAL = "local/cli/local.ts";
const STAGE = "aws_api_gateway_stage.v1";
let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), "local-"))));
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
  rmSync(`${folder}.json`, { force: true });
});

/** A REST API whose `GET /` a Python function answers, as a cdk.tf.json written by hand. */
function writeStack(answer: string): void {
  mkdirSync(path.join(folder, "code"), { recursive: true });
  writeHandler(answer);
  const api = "${aws_api_gateway_rest_api.api.id}";
  const root = "${aws_api_gateway_rest_api.api.root_resource_id}";
  const stack = {
    data: { archive_file: { zip: { type: "zip", source_dir: "code", output_path: "code.zip" } } },
    resource: {
      aws_lambda_function: {
        hello: {
          function_name: "hello",
          runtime: "python3.13",
          handler: "index.handler",
          role: "arn:aws:iam::123456789012:role/r",
          filename: "${data.archive_file.zip.output_path}",
        },
      },
      aws_api_gateway_rest_api: { api: { name: "api" } },
      aws_api_gateway_method: {
        get: { rest_api_id: api, resource_id: root, http_method: "GET", authorization: "NONE" },
      },
      aws_api_gateway_integration: {
        get: {
          rest_api_id: api,
          resource_id: root,
          http_method: "${aws_api_gateway_method.get.http_method}",
          type: "AWS_PROXY",
          integration_http_method: "POST",
          uri: "${aws_lambda_function.hello.invoke_arn}",
        },
      },
      aws_api_gateway_deployment: {
        d: { rest_api_id: api, depends_on: ["aws_api_gateway_integration.get"] },
      },
      aws_api_gateway_stage: {
        v1: {
          rest_api_id: api,
          stage_name: "v1",
          deployment_id: "${aws_api_gateway_deployment.d.id}",
        },
      },
    },
  };
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(stack));
}

function writeHandler(answer: string): void {
  writeFileSync(
    path.join(folder, "code", "index.py"),
    `def handler(event, context):\n    return {"statusCode": 200, "body": "${answer}"}\n`,
  );
}

/** Starts the command and waits until it says that it is ready. */
async function serving(...options: string[]) {
  const file = `${folder}.json`;
  const started = startCommand(LOCAL, [
    folder,
    "--port",
    "0",
    "--endpoints-file",
    file,
    ...options,
  ]);
  children.push(started.child);
  await started.until("stdout", "Lambda API:");
  const urls = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  return { ...started, urls };
}

test("serves a stack: the table, the endpoints file and the handler's answer", async () => {
  writeStack("hello");

  const { urls, seen } = await serving();

  expect(urls[STAGE]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  expect(seen.stdout).toContain(urls[STAGE]);
  const response = await fetch(`${urls[STAGE]}/`);
  expect([response.status, await response.text()]).toEqual([200, "hello"]);
});

test("SIGTERM ends the command and its sandboxes with exit status 0", async () => {
  writeStack("hello");
  const { child, urls } = await serving();
  await fetch(`${urls[STAGE]}/`);

  child.kill("SIGTERM");

  expect(await once(child, "exit")).toEqual([0, null]);
  await expect(fetch(`${urls[STAGE]}/`)).rejects.toThrow("fetch failed");
});

test("with --watch a changed handler is in effect", async () => {
  writeStack("before");
  const { urls, until } = await serving("--watch");

  writeHandler("after");
  await until("stderr", "The change is served.");

  expect(await (await fetch(`${urls[STAGE]}/`)).text()).toBe("after");
});

test("with --watch a stack that can't be served leaves the one before it", async () => {
  writeStack("before");
  const { urls, until } = await serving("--watch");

  writeFileSync(path.join(folder, "cdk.tf.json"), "{");
  await until("stderr", "The change is not served");

  expect(await (await fetch(`${urls[STAGE]}/`)).text()).toBe("before");
});

test("a port in use is refused with the API's address and the way out", async () => {
  writeStack("hello");
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const { status, stderr } = await runScript(LOCAL, [folder, "--port", String(port)]);
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
