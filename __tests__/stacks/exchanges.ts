import { once } from "node:events";
import { WebSocket } from "ws";
import type { LocalApi, LocalOptions } from "../../local/testing";

export type Exchange = readonly [request: string, body: unknown];

/**
 * Requests to the stack in each folder, after the name of an API if there are several, with the JSON
 * in the bodies of their responses; of a WebSocket API, messages with the next frame that comes.
 */
export const EXCHANGES: Readonly<Record<string, readonly Exchange[]>> = {
  "code-in-s3": [
    ["GET /alias", ["1", "targets:live", "one", "two"]],
    ["GET /arn", ["1", "targets:live", "one", "two"]],
    ["GET /composed", ["1", "targets:live", "one", "two"]],
    ["GET /variable", ["1", "targets:live", "one", "two"]],
    ["GET /version", ["1", "targets:1", "one", "two"]],
    ["GET /latest", ["$LATEST", "targets", "one", "two"]],
  ],
  "deferred-data": [["GET /greeting", { greeting: "Hi", subnets: "subnet-1 subnet-2" }]],
  "given-values": [
    ["GET /given", { greeting: "Hi", user: "ann", subnets: "subnet-1 subnet-2" }],
    ["GET /", { greeting: "Hi", user: "ann", subnets: "subnet-1 subnet-2" }],
  ],
  hcl: [
    ["greetings-default: GET /en/Ana", { text: "Hello, Ana!", region: "eu-west-1" }],
    ["languages: GET /languages", { stage: "v1", languages: ["de", "en"] }],
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
  websocket: [
    ['MESSAGE {"action":"echo"}', { routeKey: "echo", echoed: { action: "echo" } }],
    ['MESSAGE {"action":"post","text":"Hi"}', { posted: "Hi", stage: "live" }],
  ],
};

/** How the stacks are served. */
export const OPTIONS: Readonly<Record<string, LocalOptions>> = {
  "deferred-data": {
    data: {
      "data.aws_ssm_parameter.greeting.value": "Hi",
      "data.aws_subnets.all.ids": '["subnet-1", "subnet-2"]',
    },
  },
  "given-values": {
    data: {
      "data.aws_ssm_parameter.greeting.value": "Hi",
      "data.aws_ssm_parameter.route.value": "/given",
      "data.aws_secretsmanager_secret_version.database.secret_string": '{"user": "ann"}',
      "data.aws_subnets.all.ids": '["subnet-1", "subnet-2"]',
    },
  },
};

/** The JSON in the body of the response to a request in `EXCHANGES`, or in the frame. */
export async function bodyOf(api: LocalApi, request: Exchange[0]): Promise<unknown> {
  const [, name, text = ""] = /^(?:([\w-]+): )?(.*)$/.exec(request) ?? [];
  const [, message] = /^MESSAGE (.*)$/.exec(text) ?? [];
  return message === undefined
    ? (await api.fetch(text, { api: name })).json()
    : frameAfter(api.url({ api: name }), message);
}

/** The JSON in the first frame that comes after a message. */
async function frameAfter(url: string, message: string): Promise<unknown> {
  const client = new WebSocket(url);
  try {
    await once(client, "open");
    client.send(message);
    const [frame] = (await once(client, "message")) as [Buffer];
    return JSON.parse(frame.toString()) as unknown;
  } finally {
    client.close();
  }
}
