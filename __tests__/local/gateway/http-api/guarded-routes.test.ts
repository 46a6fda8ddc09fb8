import fc from "fast-check";
import { JwtVerifier, KeySet } from "../../../../local/jwt";
import { TestIssuer } from "../../jwt/support/test-issuer";
import { FakeLambda } from "../support/fake-lambda";
import { responseTo } from "./support/http-api";
import { BY_POLICY, request } from "./support/lambda-authorizer";

const RUNS = { numRuns: 100 };

/** Any JSON, and objects that are nearly the result of an authorizer. */
const result = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      isAuthorized: fc.oneof(fc.jsonValue(), fc.constantFrom(true, "true", false, 1, "yes")),
      principalId: fc.constantFrom("user", "", null, 1),
      policyDocument: fc.record(
        {
          Statement: fc.array(
            fc.record(
              {
                Effect: fc.constantFrom("Allow", "Deny", "allow", "", null),
                Action: fc.constantFrom("execute-api:Invoke", "*", "s3:*", "", []),
                Resource: fc.constantFrom("*", "arn:aws:execute-api:*", "", [], null),
              },
              { requiredKeys: [] },
            ),
          ),
        },
        { requiredKeys: [] },
      ),
      context: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
);

test("no simple response but isAuthorized true lets a request through", async () => {
  const property = fc.asyncProperty(result, async (returns) => {
    const { functions } = await request({ response: { returns } });
    const { isAuthorized } = Object(returns) as { isAuthorized?: unknown };
    fc.pre(isAuthorized !== true && isAuthorized !== "true");
    expect(functions.route.invocations).toEqual([]);
  });
  await fc.assert(property, RUNS);
});

test("no policy without a statement that allows lets a request through", async () => {
  const property = fc.asyncProperty(result, async (returns) => {
    const { functions } = await request({ authorizer: BY_POLICY, response: { returns } });
    fc.pre(!JSON.stringify(returns).includes('"Effect":"Allow"'));
    expect(functions.route.invocations).toEqual([]);
  });
  await fc.assert(property, RUNS);
});

test("no token but the issuer's lets a request through", async () => {
  const issuer = new TestIssuer();
  const parts = (await issuer.sign()).split(".");
  const keysByIssuer = new Map([[issuer.url, new KeySet(issuer.jwks)]]);
  const fetchJson = () => Promise.reject(new Error("no network"));
  const tokens = new JwtVerifier({ fetchJson, keysByIssuer });
  const other = fc.base64String({ maxLength: 40 });
  const property = fc.asyncProperty(fc.nat(2), other, async (at, replaced) => {
    const token = parts.with(at, replaced).join(".");
    const lambda = new FakeLambda();
    const authorizer = {
      id: "auth1",
      api_id: "api1",
      name: "own",
      authorizer_type: "JWT",
      identity_sources: ["$request.header.Authorization"],
      jwt_configuration: [{ issuer: issuer.url, audience: ["app"] }],
    };
    const api = {
      tokens,
      lambda,
      route: { authorization_type: "JWT", authorizer_id: "auth1" },
      resources: { "aws_apigatewayv2_authorizer.own": authorizer },
    };
    const { status } = await responseTo(api, { headers: { authorization: token } });
    expect([status, lambda.invocations.length]).toEqual([401, 0]);
  });
  await fc.assert(property, RUNS);
});

test("no authorization_type but NONE lets a request through without an authorizer", async () => {
  const types = fc.oneof(fc.string(), fc.constantFrom("none", "JWT", "CUSTOM", "AWS_IAM", "OPEN"));
  const property = fc.asyncProperty(types, async (authorization_type) => {
    fc.pre(authorization_type !== "NONE");
    const lambda = new FakeLambda();
    const { status } = await responseTo({ lambda, route: { authorization_type } });
    expect([[403, 501].includes(status), lambda.invocations.length]).toEqual([true, 0]);
  });
  await fc.assert(property, RUNS);
});
