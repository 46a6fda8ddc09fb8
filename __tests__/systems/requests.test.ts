import { Testing } from "cdktf";
import type { Api } from "../../local/testing";
import { serve } from "../../local/testing";
import "../../local/testing/jest";
import { SystemsStack } from "../../main";

/** `SERVE_URL=outputs.dev.json npx jest systems/requests` sends the requests to AWS. */
let api: Api;
beforeAll(async () => {
  const stack = new SystemsStack(Testing.app(), "dev");
  api = await serve(stack, { deployed: process.env.SERVE_URL });
});

test("hello greets on GET /, and has no other path", async () => {
  const greeting = await api.fetch("GET /", { api: "hello" });
  const other = await api.fetch("GET /no-such-path", { api: "hello" });

  expect(greeting).toHaveStatus(200);
  expect(await greeting.json()).toBe("Hello form Awstut !");
  expect(other).toHaveStatus(404);
});

test("notes lets everyone check its health, and asks for a token elsewhere", async () => {
  const health = await api.fetch("GET /health", { api: "notes" });
  const guarded = await api.fetch("GET /notes/1", { api: "notes" });

  expect(health).toHaveStatus(200);
  expect(guarded).toHaveStatus(401);
  expect(await guarded.json()).toEqual({ message: "Unauthorized" });
});

test("lambda-api passes POST /lambda to its function", async () => {
  const response = await api.fetch("POST /lambda", { api: "lambda-api", body: {} });

  expect(response).toHaveStatus(200);
  expect((await response.text()).trimEnd()).toBe("Hello, World!");
});

test.each([
  ["hoge", 200, { message: "hogehoge" }],
  ["fuga", 400, { message: "[400:BadRequest] fuga is not hoge" }],
])("sample01 maps the response or the error for /%s", async (hoge, status, expected) => {
  const response = await api.fetch(`GET /${hoge}`, { api: "sample01" });

  expect(response).toHaveStatus(status);
  expect(await response.json()).toEqual(expected);
});

test.each(["GET /", "PUT /any/path"])(
  "account-settings returns the account's use for %s, with its header twice",
  async (route) => {
    const response = await api.fetch(route, { api: "account-settings" });

    expect(response).toHaveStatus(200);
    expect(response.headers.get("x-custom-header")).toBe("My value, My other value");
    expect(await response.json()).toMatchObject({ FunctionCount: expect.any(Number) as number });
  },
);

test("sample01 selects its 400 by what the function throws, whatever the function is", async () => {
  const thrown = () => {
    throw new Error("[400:BadRequest] no hoge");
  };
  const stack = new SystemsStack(Testing.app(), "dev");
  await using local = await serve(stack, { functions: { sample01: thrown } });

  const response = await local.fetch<object>("GET /fuga", { api: "sample01" });

  expect(response).toHaveStatus(400);
  expect(response.event).toEqual({ pathParams: { hoge: "fuga" } });
});
