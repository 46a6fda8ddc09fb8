import { lambda } from "../../constructs";
import { Runner } from "../../local/runner/runner";
import { serve } from "../../local/testing";
import { stackFolder } from "../../local/testing/stack-folder";
import { SILENT } from "../local/support/log-destination";
import { CREDENTIALS, signedHeaders } from "../local/support/signed-headers";
import { environment, nodeFunction } from "./support/stack";

const { FunctionUrlAuthType, InvokeMode } = lambda;

const STREAM = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  const response = awslambda.HttpResponseStream.from(stream, { statusCode: 201 });
  response.write("one,");
  response.end("two");
});`;

test("everybody may call a public URL, and gets the headers of its cors option", async () => {
  const stack = environment();
  nodeFunction(stack, "Notes").addFunctionUrl({
    authType: FunctionUrlAuthType.NONE,
    cors: { allowedOrigins: ["https://own.example"] },
  });
  const api = await serve(stack, { functions: { Notes: ({ rawPath }) => rawPath } });

  const response = await api.fetch("GET /a", { headers: { Origin: "https://own.example" } });

  expect([response.status, await response.text()]).toEqual([200, "/a"]);
  expect(response.headers.get("access-control-allow-origin")).toBe("https://own.example");
});

test("everybody may call the public URL of an alias", async () => {
  const stack = environment();
  const alias = nodeFunction(stack, "Notes").addAlias("live");
  alias.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
  const api = await serve(stack, { functions: { Notes: () => "reached" } });

  expect(await (await api.fetch("GET /")).text()).toBe("reached");
});

test("a URL streams what a handler writes", async () => {
  const stack = environment();
  nodeFunction(stack, "Notes", STREAM).addFunctionUrl({
    authType: FunctionUrlAuthType.NONE,
    invokeMode: InvokeMode.RESPONSE_STREAM,
  });
  const api = await serve(stack);

  const response = await api.fetch("GET /");

  expect([response.status, await response.text()]).toEqual([201, "one,two"]);
  expect(response.headers.get("transfer-encoding")).toBe("chunked");
});

test("by default, only signed requests reach the function", async () => {
  const stack = environment();
  nodeFunction(stack, "Notes").addFunctionUrl();
  const folder = stackFolder(stack);
  const options = { port: 0, log: SILENT, isPublished: false, credentials: CREDENTIALS };
  const runner = await Runner.start(folder.path, options);
  const url = `${runner.endpoints[0]?.url}/`;

  const headers = await signedHeaders(url, "eu-west-1", { service: "lambda" });
  const statuses = [(await fetch(url, { headers })).status, (await fetch(url)).status];
  await runner.close();
  folder.remove();

  expect(statuses).toEqual([200, 403]);
});
