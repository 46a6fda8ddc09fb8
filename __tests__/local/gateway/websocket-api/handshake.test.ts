import { FakeLambda, type FakeResponse } from "../support/fake-lambda";
import { exchangeRaw } from "../../support/raw-client";
import { connectTo } from "./support/client";
import { type TestApi, withApi } from "./support/web-socket-api";

/** The refused handshake of an API whose function responds like this. */
const refused = (response: FakeResponse, test: TestApi = {}) =>
  withApi({ ...test, lambda: new FakeLambda(response) }, async (api) => ({
    ...(await api.refusal()),
    log: api.log,
    events: api.events("$disconnect"),
  }));

test("the function of $connect refuses a handshake with its status and body", async () => {
  const headers = { "content-type": "text/plain", "x-own": "1" };
  const response = await refused({ returns: { statusCode: 403, headers, body: "rejected" } });

  expect(response).toMatchObject({ status: 403, body: "rejected", events: [] });
  expect(Object.keys(response.headers)).toEqual([
    "date",
    "content-type",
    "connection",
    "x-amz-apigw-id",
    "content-length",
  ]);
  expect(response.headers).toMatchObject({
    "content-type": "application/json; charset=UTF-8",
    connection: "keep-alive",
    "x-amz-apigw-id": expect.stringMatching(/^[\w-]{15}=$/),
  });
});

test.each([
  ["fails", { fails: { errorType: "Error" } }],
  ["returns text", { returns: "no" }],
  [
    "splits the response with its subprotocol",
    {
      returns: {
        statusCode: 200,
        headers: { "sec-websocket-protocol": "a\r\nSet-Cookie: b\r\n\r\n" },
      },
    },
  ],
] as const)(
  "a function of $connect that %s refuses the handshake with 502",
  async (_, response) => {
    const { status, body, log } = await refused(response);

    expect(status).toBe(502);
    expect(body).toMatch(
      /^\{"message": "Internal server error", "connectionId":"[\w-]{18}==", "requestId":"[\w-]{15}="\}$/,
    );
    expect(log.requests).toMatchObject([
      { method: "GET", path: "/dev", status: 502, route: "$connect", target: "fn" },
    ]);
  },
);

test("an API without $connect accepts everybody", async () => {
  await withApi({ routes: { $default: {} } }, async (api) => {
    await api.connect();

    expect(api.lambda.invocations).toEqual([]);
    expect(api.log.requests).toMatchObject([{ method: "GET", path: "/dev", status: 101 }]);
  });
});

test("the function of $connect chooses the subprotocol", async () => {
  const returns = { statusCode: 200, headers: { "sec-websocket-protocol": "b" } };

  await withApi({ lambda: new FakeLambda({ returns }) }, async (api) => {
    const { socket } = await api.connect({ protocols: ["a", "b"] });

    expect(socket.protocol).toBe("b");
    expect(api.events("$connect")).toMatchObject([
      { headers: { "Sec-WebSocket-Protocol": "a,b" } },
    ]);
  });
});

test("a client whose subprotocols the function ignores gets none", async () => {
  await withApi({}, async (api) => {
    await expect(api.connect({ protocols: ["a"] })).rejects.toThrow("Server sent no subprotocol");
  });
});

test("a path without a stage gets 403, and the log has the stages", async () => {
  await withApi({ stage: { name: "prod" } }, async (api) => {
    expect(await api.refusal()).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
    expect(api.log.reports).toMatchObject([{ reason: "no stage is named dev; there are: prod" }]);
  });
});

test("two Authorization headers get the page of AWS's load balancer", async () => {
  await withApi({}, async (api) => {
    const response = await api.refusal({ headers: { Authorization: ["one", "two"] } });

    expect(response).toMatchObject({ status: 400, headers: { server: "awselb/2.0" } });
    expect(response.body).toHaveLength(122);
    expect(response.headers["content-length"]).toBe("122");
  });
});

test("a request that is not a handshake gets 426", async () => {
  await withApi({}, async (api) => {
    expect(await api.response()).toMatchObject({ status: 426 });
    expect(api.log.reports).toMatchObject([{ reason: "the request is not a WebSocket handshake" }]);
  });
});

test.each([
  ["Upgrade: h2c\r\n", "the header Upgrade is not websocket"],
  ["Upgrade: websocket\r\n", "the header Sec-WebSocket-Key is not 16 bytes in base64"],
  [
    "Upgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 8\r\n",
    "Sec-WebSocket-Version is 8; allowed: 13",
  ],
])("a malformed handshake gets 400: %j", async (lines, reason) => {
  await withApi({}, async (api) => {
    const { origin } = new URL(api.url.replace("ws", "http"));
    const head = `GET /dev HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n${lines}\r\n`;
    const response = await exchangeRaw(origin, head);

    expect(String(response)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(api.log.reports).toMatchObject([{ reason }]);
    expect(api.lambda.invocations).toEqual([]);
  });
});

test("a web page's name that resolves to loopback gets 403", async () => {
  await withApi({}, async (api) => {
    const response = await api.refusal({ headers: { Host: "evil.example" } });

    expect(response.status).toBe(403);
    expect(response.body).toContain('the host \\"evil.example\\" is unknown');
    expect(api.lambda.invocations).toEqual([]);
  });
});

test("a route that can't be served refuses the handshake with 501", async () => {
  const $connect = { integration: { integration_type: "NONSENSE" } };
  const { status, body } = await refused({ returns: {} }, { routes: { $connect } });

  expect(status).toBe(501);
  expect(body).toContain('integration_type is \\"NONSENSE\\"');
});

test("a client connects by TLS on the same port", async () => {
  const lambda = new FakeLambda({ returns: { statusCode: 200, body: "done" } });

  await withApi({ lambda }, async (api) => {
    const url = api.url.replace("ws:", "wss:");
    const client = await connectTo(url, {}, { rejectUnauthorized: false });

    expect(await client.exchange("hello")).toBe("done");
    await client.close(1000);
  });
});
