import path from "node:path";
import type { LocalApi, LocalOptions } from "../../local/testing";
import { serve } from "../../local/testing";

/** Requests to the stack in each folder, after the name of an API if there are several, with the JSON in the bodies of their responses. */
const STACKS: Readonly<Record<string, readonly (readonly [request: string, body: unknown])[]>> = {
  "code-in-s3": [
    ["GET /alias", ["1", "targets:live", "one", "two"]],
    ["GET /arn", ["1", "targets:live", "one", "two"]],
    ["GET /composed", ["1", "targets:live", "one", "two"]],
    ["GET /variable", ["1", "targets:live", "one", "two"]],
    ["GET /version", ["1", "targets:1", "one", "two"]],
    ["GET /latest", ["$LATEST", "targets", "one", "two"]],
  ],
  "given-values": [
    ["GET /given", { greeting: "Hi", user: "ann", subnets: "subnet-1 subnet-2" }],
    ["GET /", { greeting: "Hi", user: "ann", subnets: "subnet-1 subnet-2" }],
  ],
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
  "open-api-templates": [
    ["rest: GET /owners/bob", { owner: "bob", id: 2 }],
    ["rest: GET /pets/7", [null, null, "7"]],
    ["http: PUT /pets/7", ["2.0", "PUT /pets/{id}", "7"]],
    ["http: GET /pets", ["2.0", "GET /pets", null]],
  ],
  "openapi-yaml": [
    ["http: GET /pets/7?pass=milk", ["2.0", "GET /pets/{id}", { id: "7" }]],
    ["http: DELETE /pets/7?pass=beer", { message: "Forbidden" }],
    ["http: PUT /any/path", ["2.0", "$default", {}]],
    ["rest: GET /pets/7", [null, "/pets/{id}", { id: "7" }]],
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

const OPTIONS: Readonly<Record<string, LocalOptions>> = {
  "given-values": {
    data: {
      "data.aws_ssm_parameter.greeting.value": "Hi",
      "data.aws_ssm_parameter.route.value": "/given",
      "data.aws_secretsmanager_secret_version.database.secret_string": '{"user": "ann"}',
      "data.aws_subnets.all.ids": '["subnet-1", "subnet-2"]',
    },
  },
};

describe.each(Object.entries(STACKS))("the stack %s", (folder, exchanges) => {
  let api: LocalApi;
  beforeAll(async () => {
    api = await serve(path.join(__dirname, folder), OPTIONS[folder]);
  });
  afterAll(() => api.close());

  test.each(exchanges)("%s", async (request, body) => {
    const [, name, text = ""] = /^(?:(\w+): )?(.*)$/.exec(request) ?? [];
    const response = await api.fetch(text, { api: name });

    expect(await response.json()).toEqual(body);
  });
});
