import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { FakeLambda } from "../support/fake-lambda";
import { ServedApi, type Event } from "./support/web-socket-api";

const ROLE = "arn:aws:iam::123456789012:role/chat-role";
const CONNECTIONS = "arn:aws:execute-api:eu-west-1:123456789012:chat1/dev";
const credentialsOf = (functionName: string) => ({
  functionName,
  accessKey: "local",
  secretKey: "local",
  sessionToken: `local:${functionName}`,
});

const allow = (Resource: string, Effect = "Allow") => ({
  Effect,
  Action: "execute-api:ManageConnections",
  Resource,
});

/** Functions of these names, each with a role of one statement or more. */
const FUNCTIONS = {
  all: [allow(`${CONNECTIONS}/*`)],
  template: [allow(`${CONNECTIONS}/POST/@connections/{connectionId}`)],
  bare: [allow(`${CONNECTIONS}/@connections`)],
  none: [allow(`${CONNECTIONS.replace("dev", "prod")}/*`)],
  denied: [allow("*"), allow(`${CONNECTIONS}/*`, "Deny")],
};
type Name = keyof typeof FUNCTIONS;
const NAMES = Object.keys(FUNCTIONS) as Name[];

const resources = Object.assign(
  { "aws_apigatewayv2_stage.other": { api_id: "chat1", name: "other", auto_deploy: true } },
  ...NAMES.map((name) => ({
    [`aws_iam_role.${name}`]: { name, arn: `${ROLE}-${name}`, assume_role_policy: "{}" },
    [`aws_iam_role_policy.${name}`]: {
      role: name,
      policy: JSON.stringify({ Statement: FUNCTIONS[name] }),
    },
    [`aws_lambda_function.${name}`]: { function_name: name, role: `${ROLE}-${name}` },
  })),
) as Record<string, Record<string, string>>;

const lambda = new FakeLambda({ returns: { statusCode: 200 } });
let api: ServedApi;
beforeAll(async () => {
  const functionCredentials = NAMES.map(credentialsOf);
  api = await ServedApi.start({ lambda, resources, functionCredentials });
});
beforeEach(() => {
  lambda.invocations.length = 0;
});
afterAll(() => api.close());

/** AWS's own client, in a function of this name. */
function client(name: Name = "all", stage = "dev"): ApiGatewayManagementApiClient {
  return new ApiGatewayManagementApiClient({
    endpoint: `${api.url.replace(/^ws(.*)\/dev$/, "http$1")}/${stage}`,
    region: "eu-west-1",
    credentials: {
      accessKeyId: "local",
      secretAccessKey: "local",
      sessionToken: `local:${name}`,
    },
  });
}

/** An open connection and its ID. */
async function connected() {
  const connection = await api.connect({ headers: { "User-Agent": "tester" } });
  const event = api.events("$connect").at(-1) as Event;
  return { connection, ConnectionId: String(event.requestContext["connectionId"]) };
}

/** The response to a request that isn't signed. */
function unsigned(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${api.url.replace(/^ws(.*)\/dev$/, "http$1")}${path}`, init);
}

const post = (name: Name, ConnectionId: string, Data: string | Buffer, stage?: string) =>
  client(name, stage).send(new PostToConnectionCommand({ ConnectionId, Data }));

test("a message is posted as a text frame, whatever its bytes are", async () => {
  const { connection, ConnectionId } = await connected();
  const { $metadata } = await post("all", ConnectionId, "hello");
  await post("all", ConnectionId, Buffer.from([0x61, 0xff]));
  await post("all", ConnectionId, "");

  expect($metadata).toMatchObject({ httpStatusCode: 200, requestId: expect.any(String) });
  expect([await connection.next(), await connection.next(), await connection.next()]).toEqual([
    "hello",
    "a\u{fffd}",
    "",
  ]);
});

test("a connection is described with its times, which a POST moves and a GET doesn't", async () => {
  const { ConnectionId } = await connected();
  const get = () => client().send(new GetConnectionCommand({ ConnectionId }));
  const before = await get();
  while (Date.now() <= Number(before.LastActiveAt)) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  await post("all", ConnectionId, "hello");
  const after = await get();

  expect(before.Identity).toEqual({ SourceIp: "127.0.0.1", UserAgent: "tester" });
  expect(before.LastActiveAt).toEqual(before.ConnectedAt);
  expect(after.LastActiveAt?.getTime()).toBeGreaterThan(Number(before.LastActiveAt));
  expect(await get()).toMatchObject({ LastActiveAt: after.LastActiveAt });
});

test("a deleted connection is closed with 1000, runs $disconnect, and is gone", async () => {
  const { connection, ConnectionId } = await connected();
  const { $metadata } = await client().send(new DeleteConnectionCommand({ ConnectionId }));

  expect($metadata.httpStatusCode).toBe(204);
  expect(await connection.closed).toEqual({ code: 1000, reason: "Connection Closed Normally" });
  expect(await api.eventOf("$disconnect")).toMatchObject({
    requestContext: { disconnectStatusCode: 1000 },
  });
  await expect(post("all", ConnectionId, "hello")).rejects.toMatchObject({
    name: "GoneException",
    $metadata: { httpStatusCode: 410 },
  });
});

test.each(["AAAAAAAAAAAAAAA=", "gbgBEG6oLQAYKEhVEA=="])(
  "an ID that the API never gave gets 400, whoever asks: %s",
  async (ConnectionId) => {
    await expect(post("none", ConnectionId, "hello")).rejects.toMatchObject({
      name: "BadRequestException",
      message: `Invalid connectionId: ${ConnectionId}`,
    });
  },
);

test("131,072 bytes are delivered, and one more gets 413", async () => {
  const { connection, ConnectionId } = await connected();
  await post("all", ConnectionId, "x".repeat(131_072));

  expect(await connection.next()).toHaveLength(131_072);
  await expect(post("all", ConnectionId, "x".repeat(131_073))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 413 },
  });
});

test.each(["all", "template"] as const)("the role of %s allows a POST", async (name) => {
  const { connection, ConnectionId } = await connected();
  await post(name, ConnectionId, "hello");

  expect(await connection.next()).toBe("hello");
});

test.each([
  ["bare", "because no identity-based policy allows the execute-api:ManageConnections action"],
  ["none", "because no identity-based policy allows the execute-api:ManageConnections action"],
  ["denied", "with an explicit deny in an identity-based policy"],
] as const)("the role of %s doesn't allow a POST", async (name, why) => {
  const { ConnectionId } = await connected();
  const arn =
    "arn:aws:execute-api:eu-west-1:********9012:chat1/dev/POST/@connections/{connectionId}";

  await expect(post(name, ConnectionId, "hello")).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: `User: arn:aws:sts::123456789012:assumed-role/chat-role-${name}/${name} is not authorized to perform: execute-api:ManageConnections on resource: ${arn} ${why}`,
  });
});

test("an unsigned request gets 403, by either spelling of the path", async () => {
  const { ConnectionId } = await connected();
  const id = encodeURIComponent(ConnectionId);

  for (const folder of ["@connections", "%40connections"]) {
    const response = await unsigned(`/dev/${folder}/${id}`);
    expect(response.status).toBe(403);
    expect(await response.text()).toBe('{"message":"Missing Authentication Token"}');
  }
});

test("a function can't sign with the secret of another", async () => {
  const { ConnectionId } = await connected();
  const other = client();
  other.config.credentials = () =>
    Promise.resolve({ accessKeyId: "local", secretAccessKey: "x", sessionToken: "local:all" });

  await expect(other.send(new GetConnectionCommand({ ConnectionId }))).rejects.toMatchObject({
    name: "InvalidSignatureException",
  });
});

test("another stage of the API manages the connection too, one that doesn't exist gets 403", async () => {
  const { ConnectionId } = await connected();

  await expect(post("denied", ConnectionId, "hello", "other")).resolves.toBeDefined();
  await expect(post("all", ConnectionId, "hello", "absent")).rejects.toMatchObject({
    name: "ForbiddenException",
    message: "Forbidden",
  });
});

test("any other request that isn't a handshake gets 426", async () => {
  for (const path of ["/dev", "/dev/@connections", "/dev/@connections/a/b"]) {
    expect((await unsigned(path)).status).toBe(426);
  }
});
