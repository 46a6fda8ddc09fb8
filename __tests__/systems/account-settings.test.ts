import type { RequestListener } from "node:http";
import { Testing } from "cdktf";
import type { LocalApi } from "../../local/testing";
import { serve } from "../../local/testing";
import "../../local/testing/jest";
import { SystemsStack } from "../../main";
import { startServer, type LoopbackServer } from "../support/loopback-server";

/** What Lambda's API responds to the function. */
let lambda: RequestListener;
let server: LoopbackServer;
let api: LocalApi;
beforeAll(async () => {
  server = await startServer((request, response) => void lambda(request, response));
  const settings = { AWS_ENDPOINT_URL_LAMBDA: server.url, AWS_MAX_ATTEMPTS: "1" };
  const stack = new SystemsStack(Testing.app(), "dev");
  api = await serve(stack, { env: { "account-settings": settings } });
});
afterAll(() => server.close());

function fetchSettings() {
  return api.fetch("GET /", { api: "account-settings" });
}

test("account-settings returns the account's use, with its header twice", async () => {
  const usage = { TotalCodeSize: 12, FunctionCount: 3 };
  lambda = (_request, response) =>
    response.end(JSON.stringify({ AccountLimit: {}, AccountUsage: usage }));

  const response = await fetchSettings();

  expect(response).toHaveStatus(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("x-custom-header")).toBe("My value, My other value");
  expect(await response.json()).toEqual(usage);
});

test("account-settings returns an error of AWS as text, with its type and status", async () => {
  lambda = (_request, response) =>
    response
      .writeHead(403, { "x-amzn-ErrorType": "AccessDeniedException" })
      .end(JSON.stringify({ Message: "not authorized" }));

  const response = await fetchSettings();

  expect(response).toHaveStatus(403);
  expect(response.headers.get("content-type")).toBe("text/plain");
  expect(response.headers.get("x-amzn-errortype")).toBe("AccessDeniedException");
  expect(await response.text()).toBe("AccessDeniedException: not authorized");
});

test("account-settings returns 500 for a response of AWS that can't be read", async () => {
  lambda = (_request, response) => response.end("no JSON");

  const response = await fetchSettings();

  expect(response).toHaveStatus(500);
  expect(response.headers.get("x-amzn-errortype")).toBe("SyntaxError");
});
