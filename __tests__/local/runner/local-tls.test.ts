import { readFileSync } from "node:fs";
import { RunnerFixture } from "./support/runner-fixture";

/** They request the URL that the event names, as they would on AWS. */
const NODE = `
export const handler = async ({ requestContext, rawQueryString }) => {
  if (rawQueryString === "") {
    return { statusCode: 200, body: "reached" };
  }
  const response = await fetch("https://" + requestContext.domainName + "/node");
  return { statusCode: 200, body: await response.text() };
};
`;
const PYTHON = `
import urllib.request
def handler(event, context):
    if not event["rawQueryString"]:
        return {"statusCode": 200, "body": "reached"}
    url = "https://" + event["requestContext"]["domainName"] + "/python"
    return {"statusCode": 200, "body": urllib.request.urlopen(url).read().decode()}
`;
const VARIABLES = `
import os
def handler(event, context):
    names = ["NODE_EXTRA_CA_CERTS", "AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"]
    return {name: os.environ.get(name) for name in names}
`;

const fixture = new RunnerFixture();
beforeAll(async () => {
  fixture.write({
    node: { runtime: "nodejs22.x", timeout: 10, files: { "index.mjs": NODE } },
    python: { timeout: 10, files: { "index.py": PYTHON } },
    variables: { files: { "index.py": VARIABLES } },
  });
  fixture.setVariables("variables", { REQUESTS_CA_BUNDLE: "own.pem" });
  fixture.setVariables("node", { NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem" });
  await fixture.start();
});
afterAll(() => fixture.close());

const get = async (path: string) => (await fetch(`${fixture.url("HTTP API")}${path}`)).text();

test.each(["node", "python"])(
  "a %s handler reaches https://<domainName of its event>",
  async (fn) => {
    expect(await get(`/${fn}?self`)).toBe("reached");
  },
);

test("handlers trust the public authorities besides the runner, and a function's own files", async () => {
  const variables = JSON.parse(await get("/variables")) as Record<string, string>;

  const { NODE_EXTRA_CA_CERTS: added = "", AWS_CA_BUNDLE: all = "" } = variables;
  expect(variables).toMatchObject({ SSL_CERT_FILE: all, REQUESTS_CA_BUNDLE: "own.pem" });
  expect(certificatesIn(added)).toBe(1);
  expect(certificatesIn(all)).toBeGreaterThan(100);
  expect(readFileSync(all, "utf8")).not.toContain("PRIVATE KEY");
});

function certificatesIn(file: string): number {
  return readFileSync(file, "utf8").split("-----BEGIN CERTIFICATE-----").length - 1;
}
