import type { Credentials } from "../../../../local/iam/sigv4";
import { withServer } from "../../../support/loopback-server";
import { send } from "../../cases/support/exchange";
import { CREDENTIALS, signedHeaders } from "../../support/signed-headers";
import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { text } from "../support/response";
import { gatewayOf } from "./support/http-api";

const REGION = "eu-west-1";

interface Sent {
  readonly secret?: string;
  readonly credentials?: Credentials;
  readonly format?: string;
}

async function request({ secret, credentials = CREDENTIALS, format = "2.0" }: Sent) {
  const lambda = new FakeLambda();
  const log = new FakeLog(true, true);
  const gateway = gatewayOf({
    lambda,
    log,
    credentials,
    api: { execution_arn: "arn:aws:execute-api:eu-west-1:123456789012:api1" },
    route: { authorization_type: "AWS_IAM" },
    integration: { payload_format_version: format },
  });
  const response = await withServer(
    (incoming, outgoing) => void gateway.handle(incoming, outgoing),
    async (url) => {
      const headers =
        secret === undefined
          ? {}
          : await signedHeaders(`${url}/pets`, REGION, { secretAccessKey: secret });
      return send(url, "", { method: "GET", path: "/pets", headers });
    },
  );
  return { response, lambda, reason: log.requests[0]?.reason };
}

test("a signed request reaches the function, with the identity that signed it", async () => {
  const { response, lambda } = await request({ secret: "secret" });
  expect(response.status).toBe(200);
  expect(lambda.event).toMatchObject({
    headers: { authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 /) as string },
    requestContext: {
      authorizer: {
        iam: {
          accessKey: "AKIDEXAMPLE",
          accountId: "123456789012",
          callerId: "AIDAEXAMPLE",
          cognitoIdentity: null,
          principalOrgId: "aws:PrincipalOrgID",
          userArn: "arn:aws:iam::123456789012:user/alice",
          userId: "AIDAEXAMPLE",
        },
      },
    },
  });
});

test("an event 1.0 has the identity in its place for it", async () => {
  const { lambda } = await request({ secret: "secret", format: "1.0" });
  const { requestContext } = lambda.event as { requestContext: Record<string, unknown> };
  expect(requestContext).not.toHaveProperty("authorizer");
  expect(requestContext["identity"]).toMatchObject({
    accessKey: "AKIDEXAMPLE",
    caller: "AIDAEXAMPLE",
    userArn: "arn:aws:iam::123456789012:user/alice",
  });
});

test.each<[what: string, sent: Sent]>([
  ["unsigned", {}],
  ["signed with another secret", { secret: "other" }],
  ["signed, where the runner has no credentials", { secret: "secret", credentials: new Map() }],
])("a request that is %s gets AWS's 403, and the log has the reason", async (_, sent) => {
  const { response, lambda, reason } = await request(sent);
  expect([response.status, text(response)]).toEqual([403, '{"message":"Forbidden"}']);
  expect(reason).toMatch(/\w/);
  expect(lambda.invocations).toEqual([]);
});
