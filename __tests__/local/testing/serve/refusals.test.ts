import { TerraformStack, Testing } from "cdktf";
import { serve, type FetchOptions, type LocalOptions } from "../../../../local/testing";
import { shop } from "../support/shop";

const stub = () => null;

test.each<[what: string, options: LocalOptions, message: string]>([
  [
    "an unknown option",
    { function: { Pets: stub } } as LocalOptions,
    'serve(): unknown option "function"; allowed: functions, env, upstreams, targets, awsEndpoints, data, record, deployed.',
  ],
  [
    "a stub for an unknown function",
    { functions: { Pet: stub } },
    'no function is named "Pet"; there are: Orders, Pets',
  ],
  [
    "variables for an unknown function",
    { env: { Cats: {} } },
    'no function is named "Cats"; there are: Orders, Pets',
  ],
  [
    "variables for a stub",
    { functions: { Pets: stub }, env: { "shop-dev-Pets": {} } },
    "serve(): env.shop-dev-Pets has no effect: the function is stubbed by functions",
  ],
  [
    "an upstream that isn't a URL",
    { upstreams: { "example.com": () => new Response() } },
    'serve(): upstreams has the key "example.com"; allowed: the beginning of a URL, such as ' +
      '"https://example.com" or "https://example.com/v1"',
  ],
])("serve() refuses %s", async (_what, options, message) => {
  await expect(serve(shop(), options)).rejects.toThrow(message);
});

test("serve() refuses an invalid stack with the message of its validation", async () => {
  const stack = new TerraformStack(Testing.app(), "empty");
  stack.node.addValidation({ validate: () => ["there is no provider"] });

  await expect(serve(stack)).rejects.toThrow("there is no provider");
});

describe("fetch()", () => {
  const api = serve(shop(), { functions: { Pets: stub, Orders: stub } });

  test.each<[route: string, options: FetchOptions, message: string]>([
    ["/pets/7", {}, 'fetch("/pets/7"): allowed is a method and an encoded path, "GET /pets/7"'],
    [
      "GET /pets/7",
      { path: "/" } as FetchOptions,
      'fetch("GET /pets/7"): unknown option "path"; allowed: api, ',
    ],
    ["GET /pets/7", {}, "the stack has 2 APIs; pass the option api, one of: Shop, Admin"],
    ["GET /pets/7", { api: "Pets" }, 'no API is named "Pets"; there are: Shop, Admin'],
    [
      "GET /pets/7",
      { api: "Admin", stage: "v2" },
      'no stage is "v2"; pass the option stage, one of: v1',
    ],
  ])("refuses %s with %j", async (route, options, message) => {
    await expect((await api).fetch(route, options)).rejects.toThrow(message);
  });

  test("refuses fake timers, with which the runner would wait forever", async () => {
    const served = await api;
    jest.useFakeTimers();

    const response = served.fetch("GET /pets/7", { api: "Shop" });

    await expect(response).rejects.toThrow("Call jest.useRealTimers() before it");
    jest.useRealTimers();
  });
});
