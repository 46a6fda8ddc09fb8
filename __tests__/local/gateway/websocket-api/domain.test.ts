import { createDomains, ServedDomains } from "../../../../local/domains";
import { createGateways } from "../../../../local/gateway/gateways";
import { WebSocketConnections } from "../../../../local/gateway/websocket-api/connection/web-socket-connections";
import { ApiPort } from "../../../../local/runner/api-port";
import { KnownHosts } from "../../../../local/server/known-hosts";
import { send } from "../../cases/support/exchange";
import { plainStack } from "../../lambda/support/plain-stack";
import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { text } from "../support/response";
import { servicesFor } from "../support/services";
import { connectTo, refusalOf } from "./support/client";
import { API, resourcesOf, type Event } from "./support/web-socket-api";

const NAME = "chat.example.com";
const HTTP = "aws_apigatewayv2_api.http";
const TO_NAME = { headers: { Host: NAME } };
const STAGE = { domain_name: NAME, api_id: "chat1", stage: "dev" };

const lambda = new FakeLambda({
  handles: (event) => ({ statusCode: 200, body: (event as Event)["body"] }),
});
let ports: Readonly<Record<"chat" | "http" | "domain", ApiPort>>;

/** A WebSocket API and an HTTP API, which one domain leads to, each with a port of its own. */
beforeAll(async () => {
  const stack = plainStack("/", {
    ...resourcesOf({ api: { disable_execute_api_endpoint: true } }),
    [HTTP]: { id: "http1", name: "http", protocol_type: "HTTP" },
    "aws_apigatewayv2_stage.http": { api_id: "http1", name: "$default", auto_deploy: true },
    "aws_apigatewayv2_integration.http": {
      id: "echo",
      api_id: "http1",
      integration_type: "AWS_PROXY",
      integration_uri: "arn:aws:lambda:eu-west-1:123456789012:function:fn",
      payload_format_version: "2.0",
    },
    "aws_apigatewayv2_route.http": {
      api_id: "http1",
      route_key: "POST /echo",
      target: "integrations/echo",
    },
    "aws_apigatewayv2_domain_name.one": { domain_name: NAME },
    "aws_apigatewayv2_api_mapping.chat": { ...STAGE, api_mapping_key: "talk" },
    "aws_apigatewayv2_api_mapping.http": {
      domain_name: NAME,
      api_id: "http1",
      stage: "$default",
      api_mapping_key: "web",
    },
  });
  const log = new FakeLog();
  const services = servicesFor(stack, { lambda, log, webSockets: new WebSocketConnections() });
  const gateways = createGateways(stack, services);
  const domains = new ServedDomains();
  domains.use(createDomains(stack, gateways, { ...services, asksForCertificates: false }).gateways);
  const hosts = new KnownHosts();
  hosts.useCustomDomains([NAME]);
  const options = { readiness: () => undefined, hosts, domains, log };
  const portOf = async (address: string) => {
    const port = await ApiPort.open(address, 0, options);
    await port.swap(gateways.find((gateway) => gateway.address === address));
    return port;
  };
  const domain = await ApiPort.openForDomain(NAME, 0, options);
  domain.useUpgrade();
  ports = { chat: await portOf(API), http: await portOf(HTTP), domain };
});
beforeEach(() => {
  lambda.invocations.length = 0;
});
afterAll(() => Promise.all(Object.values(ports).map((port) => port.close())));

const urlOf = (port: keyof typeof ports, path: string) =>
  `${ports[port].url.replace("http", "ws")}${path}`;

test.each([
  ["the API's port", "chat", TO_NAME],
  ["the port of another API", "http", TO_NAME],
  ["the domain's own port", "domain", {}],
] as const)(
  "a client connects to a domain by %s, and events show the domain",
  async (_, port, to) => {
    const client = await connectTo(urlOf(port, "/talk"), to);
    const reply = await client.exchange("hello");
    client.socket.terminate();

    expect(reply).toBe("hello");
    const contexts = lambda.invocations.map(({ event }) => (event as Event).requestContext);
    // The end of an earlier connection may come late.
    expect(contexts.filter(({ eventType }) => eventType !== "DISCONNECT")).toMatchObject([
      { routeKey: "$connect", domainName: NAME, stage: "dev" },
      { routeKey: "$default", domainName: NAME, stage: "dev" },
    ]);
  },
);

test("a path without a mapping gets 403", async () => {
  const { status, body } = await refusalOf(urlOf("chat", "/other"), TO_NAME);

  expect([status, body]).toEqual([403, '{"message":"Forbidden"}']);
});

test("the default endpoint is disabled, so only the domain leads to the API", async () => {
  expect(await refusalOf(urlOf("chat", "/dev"))).toMatchObject({ status: 403 });
});

test("an HTTP API ignores the wish of a client for WebSockets, as it does without a domain", async () => {
  const headers = { Host: NAME, Connection: "Upgrade", Upgrade: "websocket" };

  const got = await send(ports.http.url, "", { method: "GET", path: "/web/x", headers });

  expect([got.status, text(got)]).toEqual([404, '{"message":"Not Found"}']);
});

test.each(["websocket", "h2c"])(
  "an HTTP API gets the body of a request that asks for %s",
  async (protocol) => {
    const upgrade = { Connection: "Upgrade", Upgrade: protocol };
    const headers = { Host: NAME, "Content-Type": "text/plain", ...upgrade };

    const request = { method: "POST", path: "/web/echo", headers, body: "hello" };
    const got = await send(ports.domain.url, "", request);

    expect([got.status, text(got)]).toEqual([200, "hello"]);
  },
);
