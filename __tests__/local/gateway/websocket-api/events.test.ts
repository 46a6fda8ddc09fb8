import { FakeLambda } from "../support/fake-lambda";
import { ServedApi } from "./support/web-socket-api";

const lambda = new FakeLambda({ returns: { statusCode: 200, body: "done" } });
let api: ServedApi;
beforeAll(async () => {
  api = await ServedApi.start({ lambda, stage: { stage_variables: { phase: "one" } } });
});
beforeEach(() => {
  lambda.invocations.length = 0;
});
afterAll(() => api.close());

const ID = /^[\w-]{18}==$/;

/** Connects, sends a message, disconnects, and returns the three events. */
async function threeEvents(query?: string) {
  const headers = { "User-Agent": "tester", "X-Two": ["b", "a"], "x-forwarded-for": "203.0.113.7" };
  const client = await api.connect({ query, headers });
  await client.exchange("hello");
  await client.close(1000, "bye");
  const [connect, message] = [await api.eventOf("$connect"), await api.eventOf("$default")];
  return { connect, message, disconnect: await api.eventOf("$disconnect") };
}

test("the event of $connect has AWS's fields in AWS's order", async () => {
  const { connect } = await threeEvents("b=2&a=x+y&b=%2B3");

  expect(Object.keys(connect)).toEqual([
    "headers",
    "multiValueHeaders",
    "queryStringParameters",
    "multiValueQueryStringParameters",
    "stageVariables",
    "requestContext",
    "isBase64Encoded",
  ]);
  expect(Object.keys(connect.requestContext)).toEqual([
    "routeKey",
    "eventType",
    "extendedRequestId",
    "requestTime",
    "messageDirection",
    "stage",
    "connectedAt",
    "requestTimeEpoch",
    "identity",
    "requestId",
    "domainName",
    "connectionId",
    "apiId",
  ]);
  expect(connect).toMatchObject({
    stageVariables: { phase: "one" },
    requestContext: {
      routeKey: "$connect",
      eventType: "CONNECT",
      requestTime: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      messageDirection: "IN",
      stage: "dev",
      identity: { userAgent: "tester", sourceIp: "127.0.0.1" },
      domainName: new URL(api.url).host,
      connectionId: expect.stringMatching(ID),
      apiId: "chat1",
    },
    isBase64Encoded: false,
  });
});

test("the event of $connect has the headers sorted, without those of the upgrade", async () => {
  const { connect } = await threeEvents();

  expect(Object.keys(connect["headers"] as object)).toEqual([
    "Host",
    "Sec-WebSocket-Key",
    "Sec-WebSocket-Version",
    "User-Agent",
    "X-Amzn-Trace-Id",
    "X-Forwarded-For",
    "X-Forwarded-Port",
    "X-Forwarded-Proto",
    "X-Two",
  ]);
  expect(connect).toMatchObject({
    headers: { "X-Forwarded-For": "127.0.0.1", "X-Two": "a" },
    multiValueHeaders: {
      "X-Forwarded-Port": ["443"],
      "X-Forwarded-Proto": ["https"],
      "X-Two": ["b", "a"],
    },
  });
  expect(connect).not.toHaveProperty("queryStringParameters");
});

test("the event of $connect has the query sorted by name, with the last of several values", async () => {
  const { connect } = await threeEvents("b=2&a=x+y&b=%2B3");

  expect(JSON.stringify(connect["queryStringParameters"])).toBe('{"a":"x y","b":"+3"}');
  expect(connect["multiValueQueryStringParameters"]).toEqual({ a: ["x y"], b: ["2", "+3"] });
});

test("the event of a message shows nothing of the handshake", async () => {
  const { connect, message } = await threeEvents("a=1");
  const { connectionId, connectedAt, requestId } = connect.requestContext;

  expect(Object.keys(message)).toEqual([
    "stageVariables",
    "requestContext",
    "body",
    "isBase64Encoded",
  ]);
  expect(message).toMatchObject({
    body: "hello",
    requestContext: { routeKey: "$default", eventType: "MESSAGE", connectionId, connectedAt },
  });
  expect(Object.keys(message.requestContext).slice(0, 3)).toEqual([
    "routeKey",
    "messageId",
    "eventType",
  ]);
  expect(message.requestContext["requestId"]).not.toBe(requestId);
});

test("the id of a message has the form of its connection's, and ends like it", async () => {
  const { message } = await threeEvents();
  const { connectionId, messageId, requestId, extendedRequestId } = message.requestContext;

  expect(messageId).toMatch(ID);
  expect(messageId).not.toBe(connectionId);
  expect(String(messageId).slice(-8)).toBe(String(connectionId).slice(-8));
  expect(requestId).toMatch(/^[\w-]{15}=$/);
  expect(extendedRequestId).toBe(requestId);
});

test("the event of $disconnect has four headers, the code and the reason", async () => {
  const { disconnect } = await threeEvents();
  const Host = new URL(api.url).host;

  expect(disconnect).toMatchObject({
    headers: { Host, "x-api-key": "", "X-Forwarded-For": "", "x-restapi": "" },
    multiValueHeaders: {
      Host: [Host],
      "x-api-key": [""],
      "X-Forwarded-For": [""],
      "x-restapi": [""],
    },
    isBase64Encoded: false,
  });
  expect(Object.entries(disconnect.requestContext).slice(0, 2)).toEqual([
    ["routeKey", "$disconnect"],
    ["disconnectStatusCode", 1000],
  ]);
  expect(Object.entries(disconnect.requestContext).slice(6, 8)).toEqual([
    ["disconnectReason", "bye"],
    ["stage", "dev"],
  ]);
});

test("a client without a User-Agent has none in the identity", async () => {
  await api.connect();

  expect((await api.eventOf("$connect")).requestContext["identity"]).toEqual({
    sourceIp: "127.0.0.1",
  });
});
