import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RequestTrace } from "../../../local/gateway/trace";
import { readClientIdentity } from "../../../local/server/tls";
import { newIdentity } from "../support/identity";
import { RunnerFixture } from "./support/runner-fixture";

const HANDLER = `
import json
def handler(event, context):
    return {"statusCode": 200, "body": json.dumps(event)}
`;
const DOMAIN = "shop.example.com";
const folder = mkdtempSync(path.join(tmpdir(), "tls-test-"));
const fixture = new RunnerFixture();

const server = newIdentity(folder, "server");
const client = newIdentity(folder, "client");
const stranger = newIdentity(folder, "stranger");

interface Got {
  readonly status: number | undefined;
  readonly body: string;
}

function get(url: string, identity?: string, headers = {}): Promise<Got> {
  const pem = identity === undefined ? undefined : readFileSync(identity);
  const ca = readFileSync(server);
  return new Promise((resolve, reject) => {
    const options = { ca, key: pem, cert: pem, headers, agent: false };
    const sent = https.get(url, options, (response) => {
      let body = "";
      response.on("data", (chunk) => (body += String(chunk)));
      response.on("end", () => resolve({ status: response.statusCode, body }));
    });
    sent.on("error", reject);
  });
}

/** Why the gateway itself responded, by request. */
const reasons: (string | undefined)[] = [];

beforeAll(async () => {
  const domain_name = "${aws_apigatewayv2_domain_name.shop.id}";
  fixture.write({ fn: { files: { "index.py": HANDLER } } });
  fixture.addResources({
    aws_apigatewayv2_domain_name: {
      shop: {
        domain_name: DOMAIN,
        mutual_tls_authentication: [{ truststore_uri: "s3://bucket/clients.pem" }],
      },
    },
    aws_apigatewayv2_api_mapping: {
      http: { domain_name, api_id: "${aws_apigatewayv2_api.http.id}", stage: "$default" },
      rest: {
        domain_name,
        api_id: "${aws_api_gateway_rest_api.rest.id}",
        stage: "v1",
        api_mapping_key: "rest",
      },
    },
  });
  const tls = { identityFile: server, truststoreFile: client };
  const onTrace = ({ reason }: RequestTrace): void => void reasons.push(reason);
  await fixture.start({ tls, domains: [DOMAIN], onTrace });
});
afterAll(async () => {
  await fixture.close();
  rmSync(folder, { recursive: true, force: true });
});

const toDomain = (pathname: string, identity?: string) =>
  get(new URL(pathname, fixture.url("HTTP API")).href, identity, { Host: DOMAIN });

const CERTIFICATE = {
  clientCertPem: expect.stringMatching(
    /^-----BEGIN CERTIFICATE-----\n[^]+-----END CERTIFICATE-----/,
  ),
  subjectDN: "C=US,O=Example,CN=client",
  issuerDN: "C=US,O=Example,CN=client",
  serialNumber: expect.stringMatching(/^[\da-f]{2}(:[\da-f]{2})+$/),
  validity: {
    notBefore: expect.stringMatching(/^\w{3} [ \d]\d \d\d:\d\d:\d\d \d{4} GMT$/),
    notAfter: expect.stringMatching(/ GMT$/),
  },
};

test("the default endpoint is served by HTTPS and needs no client certificate", async () => {
  const got = await get(`${fixture.url("HTTP API")}/fn`);

  const event = JSON.parse(got.body) as { headers: object; requestContext: object };
  expect(event.headers).toMatchObject({ "x-forwarded-proto": "https" });
  expect(event.requestContext).not.toHaveProperty("authentication");
});

test("a trusted client of a domain with mutual TLS has its certificate in events 2.0", async () => {
  const got = await toDomain("/fn", client);

  expect(JSON.parse(got.body)).toMatchObject({
    requestContext: { authentication: { clientCert: CERTIFICATE } },
  });
});

test("a trusted client of a domain with mutual TLS has its certificate in REST API events", async () => {
  const got = await toDomain("/rest/fn", client);

  expect(JSON.parse(got.body)).toMatchObject({
    requestContext: { identity: { clientCert: CERTIFICATE } },
  });
});

test("a client with a certificate that the truststore hasn't issued gets 403", async () => {
  expect(await toDomain("/fn", stranger)).toEqual({ status: 403, body: '{"message":"Forbidden"}' });
});

test("a client without a certificate has its connection closed, and is reported", async () => {
  await expect(toDomain("/fn")).rejects.toThrow();

  expect(reasons.at(-1)).toContain("the client has no certificate");
});

test("a file without a certificate is refused, with the option", async () => {
  const empty = path.join(folder, "empty.pem");
  writeFileSync(empty, "");

  await expect(fixture.start({ tls: { identityFile: empty } })).rejects.toThrow(
    `--tls ${empty} can't be used: it has no certificate in PEM format`,
  );
  expect(() => readClientIdentity(empty)).toThrow(
    `--client-cert ${empty} can't be used: it has no certificate in PEM format`,
  );
});
