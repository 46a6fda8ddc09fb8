import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TLSSocket } from "node:tls";
import { readClientIdentity } from "../../../../local/server/tls";
import { newIdentity } from "../../support/identity";
import { gatewayOf, integrationOf, responseTo, text, type TestApi } from "./support/serve";

const folder = mkdtempSync(path.join(tmpdir(), "client-certificate-"));
const client = readClientIdentity(newIdentity(folder, "client"));
const backend = createServer(
  { ...readClientIdentity(newIdentity(folder, "backend")), ca: client.cert, requestCert: true },
  // Only what the backend trusts arrives: rejectUnauthorized is on.
  ({ socket }, response) =>
    response.end(String((socket as TLSSocket).getPeerX509Certificate()?.subject)),
);
let uri = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
  uri = `https://127.0.0.1:${(backend.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  backend.closeAllConnections();
  await new Promise((resolve) => backend.close(resolve));
  rmSync(folder, { recursive: true });
});

const stage = { client_certificate_id: "cert1" };

function apiOf(type: string, more: object = { tlsConfig: { insecureSkipVerification: true } }) {
  const responses = { default: { statusCode: "200" } };
  const integration = { type, httpMethod: "GET", uri, responses, ...more };
  return { paths: { "/a": { get: integrationOf(integration) } } } satisfies TestApi;
}

test.each(["http", "http_proxy"])(
  "an integration of type %s presents the stage's client certificate",
  async (type) => {
    const got = await responseTo({ ...apiOf(type), stage, clientIdentity: client }, { path: "/a" });

    expect([got.status, text(got)]).toEqual([200, "C=US\nO=Example\nCN=client"]);
  },
);

test("a stage without a client certificate presents none", async () => {
  const got = await responseTo({ ...apiOf("http"), clientIdentity: client }, { path: "/a" });

  expect(got.status).toBe(504);
});

test("the backend's certificate is verified unless the integration skips that", async () => {
  const got = await responseTo(
    { ...apiOf("http", {}), stage, clientIdentity: client },
    { path: "/a" },
  );

  expect(got.status).toBe(504);
});

test("a client certificate that only AWS has causes a warning", () => {
  const warning =
    "aws_api_gateway_stage.stage: HTTP integrations receive no client certificate locally, because only AWS has its private key. Pass your own with --client-cert FILE.";

  expect(gatewayOf({ ...apiOf("http"), stage }).warnings).toEqual([warning]);
  expect(gatewayOf({ ...apiOf("http"), stage, clientIdentity: client }).warnings).toEqual([]);
  expect(gatewayOf({ ...apiOf("mock"), stage }).warnings).toEqual([]);
});
