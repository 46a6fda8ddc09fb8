import path from "node:path";
import type { LocalApi } from "../../local/testing";
import { serve } from "../../local/testing";

/** Requests to the stack in each folder, with the JSON in the bodies of their responses. */
const STACKS: Readonly<Record<string, readonly (readonly [request: string, body: unknown])[]>> = {
  "local-modules": [
    ["GET /orders", { routeKey: "GET /orders", table: "shop-default-table", count: "2" }],
    [
      "DELETE /users/7/pets",
      {
        routeKey: "ANY /users/{proxy+}",
        pathParameters: { proxy: "7/pets" },
        table: "shop-default-table",
        count: "1",
      },
    ],
  ],
  overrides: [
    [
      "PUT /greeting/ann",
      { greeting: "Hi\n  there\n", kept: false, memory: "512", version: "2.0", name: "ann" },
    ],
  ],
  "quick-create": [["POST /any/path", ["/any/path", "$default"]]],
  "stage-name": [
    ["GET /", ["/", "/", "staging"]],
    ["PATCH /pets/7", ["/{proxy+}", "/pets/7", "staging"]],
  ],
  tables: [
    ["GET /greetings?name=Ann", ["GET", "Hello Ann", "1"]],
    ["POST /greetings", ["POST", "Hello you", "1"]],
    ["GET /counts", 2],
  ],
};

describe.each(Object.entries(STACKS))("the stack %s", (name, exchanges) => {
  let api: LocalApi;
  beforeAll(async () => {
    api = await serve(path.join(__dirname, name));
  });
  afterAll(() => api.close());

  test.each(exchanges)("%s", async (request, body) => {
    const response = await api.fetch(request);

    expect(await response.json()).toEqual(body);
  });
});
