import { signRequest } from "../../../../local/iam/sigv4/sign-request";
import { verifySignature } from "../../../../local/iam/sigv4";
import { CREDENTIALS } from "../../support/signed-headers";

const KEYS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
const SCOPE = { service: "execute-api", region: "eu-west-1" };

function signed(url: string, body: Buffer | string, secretAccessKey = KEYS.secretAccessKey) {
  const headers = { "content-type": "application/json" };
  const unsigned = { method: "POST", url: new URL(url), headers, body };
  return signRequest(unsigned, SCOPE, { ...KEYS, secretAccessKey });
}

test.each([
  ["a plain request", "http://127.0.0.1:5000/", "{}"],
  ["a query with encoded characters", "http://127.0.0.1/?a=b%20c&a=%2F&d", ""],
  ["a path with encoded characters", "http://127.0.0.1/a%20b/c", "x"],
  ["a binary body", "http://127.0.0.1/", Buffer.from([0, 255, 1])],
])("AWS's verification accepts the signature of %s", async (_, address, body) => {
  const url = new URL(address);
  const request = { method: "POST", path: url.pathname, query: url.search.slice(1) };

  const headers = Object.entries(await signed(address, body));

  const options = { credentials: CREDENTIALS, region: SCOPE.region };
  const received = { ...request, headers, body: Buffer.from(body) };
  expect(verifySignature(received, options)).toMatchObject({ accessKey: "AKIDEXAMPLE" });
});

test("a session token is signed too", async () => {
  const unsigned = { method: "GET", url: new URL("http://127.0.0.1/"), headers: {}, body: "" };

  const headers = await signRequest(unsigned, SCOPE, { ...KEYS, sessionToken: "token" });

  expect(headers).toMatchObject({
    "x-amz-security-token": "token",
    authorization: expect.stringMatching(/SignedHeaders=[^,]*x-amz-security-token/),
  });
});
