import { readFileSync } from "node:fs";
import path from "node:path";
import {
  AccessLogFormat,
  HttpApi,
  HttpLambdaIntegration,
  MockIntegration,
  RestApi,
} from "../../constructs";
import { Runner } from "../../local/runner/runner";
import { stackFolder, type StackFolder } from "../../local/testing/stack-folder";
import { SILENT } from "../local/support/log-destination";
import { environment, nodeFunction } from "./support/stack";

let folder: StackFolder;
afterEach(() => folder.remove());

/** The lines that a request to each stage leaves. */
async function linesOf(stack: ReturnType<typeof environment>): Promise<string[]> {
  folder = stackFolder(stack);
  const accessLogFile = path.join(folder.path, "access.log");
  const options = { port: 0, log: SILENT, isPublished: false, accessLogFile };
  const runner = await Runner.start(folder.path, options);
  for (const { url } of runner.endpoints) {
    await fetch(`${url}/a?b=c`, { headers: { "user-agent": "test" } });
  }
  await runner.close();
  return readFileSync(accessLogFile, "utf8").trimEnd().split("\n");
}

const REQUEST_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const TIME = String.raw`\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d \+0000`;

test("each stage of a REST API logs in its own format", async () => {
  const stack = environment();
  const api = new RestApi(stack, "Api", {
    stageName: "v1",
    accessLogFormat: AccessLogFormat.clf(),
  });
  api.root.addResource("a").addMethod("GET", new MockIntegration());
  api.addStage("v2", { accessLogFormat: AccessLogFormat.xml() });
  api.addStage("v3", { accessLogs: false });

  const lines = await linesOf(stack);

  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(
    new RegExp(
      String.raw`^127\.0\.0\.1 - - \[${TIME}\] "GET /v1/a HTTP/1\.1" 200 0 ${REQUEST_ID}$`,
    ),
  );
  expect(lines[1]).toMatch(
    new RegExp(`^<request id="${REQUEST_ID}"><ip>127.0.0.1</ip><user>-</user>.*</request>$`),
  );
});

test("an HTTP API logs a line of JSON with the fields that are added", async () => {
  const stack = environment();
  const api = new HttpApi(stack, "Api", {
    accessLogFormat: AccessLogFormat.json({ agent: "$context.identity.userAgent" }),
  });
  const fn = nodeFunction(stack, "Fn", "exports.handler = async () => 'four';");
  api.addRoute("GET /a", new HttpLambdaIntegration(fn));

  const [line = "", ...others] = await linesOf(stack);

  expect(others).toEqual([]);
  expect(JSON.parse(line)).toMatchObject({
    path: "/a",
    routeKey: "GET /a",
    status: "200",
    responseLength: "4",
    integrationError: "-",
    agent: "test",
  });
});
