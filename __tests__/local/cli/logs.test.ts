import { mkdtempSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import os from "node:os";
import path from "node:path";
import { command } from "../../../local/cli/commands/logs";
import { bodyOf, startServer, withServer } from "../../support/loopback-server";
import { runScript } from "../../support/run-command";
import { startCommand } from "../../support/start-command";
import { writeFileIn } from "../../support/write-file";
import { runInProcess } from "./support/run-in-process";

const LOGS = "local/cli/main.ts logs";
const TIME = Date.parse("2030-01-31T08:00:00Z");

const accessLog = (destination_arn: string) => ({ access_log_settings: { destination_arn } });
const SHOP = {
  aws_lambda_function: {
    shop_hello: { function_name: "hello", "//": { metadata: { path: "dev/Shop/Hello/Resource" } } },
  },
  aws_cloudwatch_log_group: { shop: { name: "/access/shop" } },
  aws_apigatewayv2_stage: { shop: accessLog("${aws_cloudwatch_log_group.shop.arn}") },
  aws_api_gateway_stage: {
    v1: accessLog("arn:aws:logs:us-east-1:123456789012:log-group:/access/v1:*"),
    v2: {},
    v3: accessLog("arn:aws:firehose:us-east-1:123456789012:deliverystream/amazon-apigateway-a"),
  },
};

const event = (eventId: string, message: string) => ({ eventId, timestamp: TIME, message });

interface Asked {
  readonly logGroupName: string;
  readonly startTime: number;
  readonly nextToken?: string;
}

/** CloudWatch Logs with these pages, each for one request, and Lambda with the function hello. */
function aws(pages: readonly object[], asked: Asked[] = []) {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    if (request.url?.startsWith("/2015-03-31/functions/hello/configuration")) {
      const LoggingConfig = { LogGroup: "/shop/hello" };
      response.end(JSON.stringify({ FunctionName: "hello", LoggingConfig }));
    } else if (request.headers["x-amz-target"] === "Logs_20140328.FilterLogEvents") {
      asked.push(JSON.parse(body) as Asked);
      response.end(JSON.stringify(pages[asked.length - 1] ?? { events: [] }));
    } else {
      response.writeHead(404, { "x-amzn-errortype": "ResourceNotFoundException:" }).end("{}");
    }
  };
  return (request: IncomingMessage, response: ServerResponse) => void answer(request, response);
}

test("prints all pages of a function's own log group, without control sequences", async () => {
  const asked: Asked[] = [];
  const pages = [
    { events: [event("1", "START\n")], nextToken: "more" },
    { events: [event("2", "a\u001b[2Jb\n")], nextToken: "more" },
  ];

  const { stdout, stderr, status } = await withServer(aws(pages, asked), (url) =>
    // Not where the app may have been synthesised, whose functions have other names.
    runScript(LOGS, ["hello", "--since", "2030-01-31T07:00:00Z", "--endpoint-url", url], "", {
      cwd: os.tmpdir(),
    }),
  );

  expect(stdout).toBe("2030-01-31T08:00:00.000Z START\n2030-01-31T08:00:00.000Z ab\n");
  expect(stderr).toMatch(/^\/shop\/hello on http/);
  const startTime = TIME - 3_600_000;
  expect(asked).toEqual([
    { logGroupName: "/shop/hello", startTime },
    { logGroupName: "/shop/hello", startTime, nextToken: "more" },
  ]);
  expect(status).toBe(0);
});

test("--follow prints each event once, also those that another stream shows later", async () => {
  const asked: Asked[] = [];
  const late = { ...event("2", "late"), timestamp: TIME - 9_000 };
  const pages = [
    { events: [event("1", "first")] },
    { events: [late, event("1", "first"), event("3", "same time")] },
    { events: [late, event("1", "first"), event("3", "same time"), event("4", "last")] },
  ];
  const server = await startServer(aws(pages, asked));
  const since = "2030-01-31T07:00:00Z";
  const args = ["/shop/api", "--follow", "--since", since, "--endpoint-url", server.url];

  const { child, seen, until } = startCommand(LOGS, args);
  await until("stdout", "last");
  child.kill("SIGKILL");
  await server.close();

  expect(seen.stdout.match(/first|late|same time|last/g)).toEqual([
    "first",
    "late",
    "same time",
    "last",
  ]);
  expect(asked.slice(0, 2).map(({ startTime }) => startTime)).toEqual([
    Date.parse(since),
    TIME - 10_000,
  ]);
});

test("an unknown function is refused", async () => {
  const { stderr, status } = await withServer(aws([]), (url) =>
    runInProcess(command, ["other", "--endpoint-url", url]),
  );

  expect(stderr).toContain("other was not found on http");
  expect(status).toBe(1);
});

describe("in a folder with stacks", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "logs-"));
    const stacks = { dev: SHOP, prod: SHOP, account: {} };
    const manifest = Object.keys(stacks).map((name) => [
      name,
      { workingDirectory: `stacks/${name}` },
    ]);
    writeFileIn(folder, "manifest.json", JSON.stringify({ stacks: Object.fromEntries(manifest) }));
    for (const [name, resource] of Object.entries(stacks)) {
      writeFileIn(folder, `stacks/${name}/cdk.tf.json`, JSON.stringify({ resource }));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const log = (args: readonly string[]) =>
    withServer(aws([{ events: [event("1", "seen")] }]), (url) =>
      runInProcess(command, [...args, "--endpoint-url", url], { cwd: folder }),
    );

  test.each([
    ["the address of a function", "aws_lambda_function.shop_hello", "/shop/hello"],
    ["the name of its construct", "Hello", "/shop/hello"],
    ["its construct's path", "Shop/Hello", "/shop/hello"],
    ["the address of an HTTP API's stage", "aws_apigatewayv2_stage.shop", "/access/shop"],
    ["the address of a REST API's stage", "aws_api_gateway_stage.v1", "/access/v1"],
  ])("%s leads to its log group", async (_, name, group) => {
    const { stdout, stderr } = await log([name, "--stack", "dev"]);

    expect(stdout).toContain("seen");
    expect(stderr).toMatch(new RegExp(`^${group} on http`));
  });

  test("the name of a function needs no --stack", async () => {
    expect((await log(["hello"])).stderr).toMatch(/^\/shop\/hello on http/);
  });

  test.each([
    ["Hello", [], "Hello is in several stacks. Name one with --stack: dev, prod."],
    [
      "aws_lambda_function.none",
      [],
      "is not a function or a stage of the stacks dev, prod, account",
    ],
    ["aws_api_gateway_stage.v2", ["--stack", "dev"], "aws_api_gateway_stage.v2 has no access log"],
    [
      "aws_api_gateway_stage.v3",
      ["--stack", "dev"],
      "firehose:us-east-1:123456789012:deliverystream",
    ],
  ])("%s with %j is refused", async (name, args, message) => {
    const { stderr, stdout } = await log([name, ...args]);

    expect(stderr).toContain(message);
    expect(stdout).toBe("");
  });
});

test.each([
  [[], "Name one function, stage or log group"],
  [["hello", "--since", "soon"], '--since is "soon"; allowed: a number with s, m, h or d'],
])("the arguments %j are refused with what is allowed", async (args, message) => {
  const { stderr, status } = await runInProcess(command, args);

  expect(stderr).toContain(message);
  expect(status).toBe(2);
});
