import { withServer } from "../../../support/loopback-server";
import { send } from "../../cases/support/exchange";
import type { FakeResponse } from "../support/fake-lambda";
import { ALLOWED, apiOf, FORMAT_1, policy, request } from "./support/lambda-authorizer";

describe("identity sources", () => {
  const SOURCES = {
    identity_sources: ["$request.querystring.token", "$request.header.X-Tenant"],
  };

  test.each([
    [{ query: "token=a" }, 401, 0],
    [{ headers: { "x-tenant": "t" } }, 401, 0],
    [{ query: "Token=a", headers: { "x-tenant": "t" } }, 401, 0],
    [{ query: "token=a", headers: { "X-TENANT": "t" } }, 200, 1],
    [{ query: "token=", headers: { "x-tenant": "" } }, 200, 1],
  ])("%j is a %i, after %i invocations", async (sent, status, invocations) => {
    const { response, functions } = await request(
      { authorizer: SOURCES },
      { headers: {}, ...sent },
    );
    expect(response.status).toBe(status);
    expect(functions.authorizer.invocations).toHaveLength(invocations);
  });

  test("none are needed", async () => {
    const { functions } = await request({ authorizer: { identity_sources: [] } }, { headers: {} });
    expect(functions.authorizer.event).toMatchObject({ identitySource: null });
  });

  test("a repeated query parameter is joined in format 2.0, and the last one in 1.0", async () => {
    const identity_sources = ["$request.querystring.token"];
    const two = await request({ authorizer: { identity_sources } }, { query: "token=a&token=b" });
    const one = await request(
      {
        authorizer: { ...FORMAT_1, identity_sources },
        response: { returns: policy("Allow", "*") },
      },
      { query: "token=a&token=b" },
    );
    expect(two.functions.authorizer.event["identitySource"]).toEqual(["a,b"]);
    expect(one.functions.authorizer.event["identitySource"]).toBe("b");
  });

  test("can be variables of the stage and of the request", async () => {
    const identity_sources = ["$stageVariables.tenant", "$context.httpMethod"];
    const api = { stage: { stage_variables: { tenant: "acme" } } };
    const { functions } = await request({ api, authorizer: { identity_sources } });
    expect(functions.authorizer.event["identitySource"]).toEqual(["acme", "GET"]);
  });
});

describe("caching", () => {
  const CACHED = { authorizer_result_ttl_in_seconds: 60 };
  const headers = (authorization: string) => ({ headers: { authorization } });

  test("asks once per token, and a result against a request is kept too", async () => {
    const handles = (event: unknown) => {
      const { authorization } = (event as { headers: Record<string, string> }).headers;
      return { isAuthorized: authorization === "good", context: { who: authorization } };
    };
    const tokens = ["good", "bad", "good", "bad", "good"];
    const { responses, functions } = await request(
      { authorizer: CACHED, response: { handles } },
      ...tokens.map(headers),
    );
    expect(responses.map(({ status }) => status)).toEqual([200, 403, 200, 403, 200]);
    expect(functions.authorizer.invocations).toHaveLength(2);
    expect(functions.route.invocations.map(({ event }) => event)).toMatchObject(
      Array(3).fill({ requestContext: { authorizer: { lambda: { who: "good" } } } }),
    );
  });

  test.each<[what: string, response: FakeResponse]>([
    ["errors", { fails: { errorMessage: "boom" } }],
    ["Unauthorized", { returns: { errorMessage: "Unauthorized" } }],
    ["malformed results", { returns: {} }],
  ])("keeps no %s", async (_, response) => {
    const { functions } = await request({ authorizer: CACHED, response }, {}, {});
    expect(functions.authorizer.invocations).toHaveLength(2);
  });

  test("values with commas don't collide", async () => {
    const identity_sources = ["$request.header.a", "$request.header.b"];
    const { functions } = await request(
      { authorizer: { ...CACHED, identity_sources } },
      { headers: { a: "1,2", b: "3" } },
      { headers: { a: "1", b: "2,3" } },
    );
    expect(functions.authorizer.invocations).toHaveLength(2);
  });

  test("is on for five minutes where only identity sources are set", async () => {
    const authorizer = { authorizer_result_ttl_in_seconds: undefined };
    const { functions } = await request({ authorizer }, {}, {});
    expect(functions.authorizer.invocations).toHaveLength(1);
  });

  test("shows in the trace", async () => {
    const { gateway, log } = apiOf({ authorizer: CACHED });
    await withServer(
      (incoming, outgoing) => void gateway.handle(incoming, outgoing),
      async (url) => {
        const sent = { method: "GET", path: "/pets/7", headers: { authorization: "t" } };
        await send(url, "", sent);
        await send(url, "", sent);
      },
    );
    const steps = log.requests.map((trace) =>
      trace.steps.filter(({ step }) => step === "authorizer" || step === "invocation"),
    );
    expect(steps).toMatchObject([
      [
        { step: "invocation", functionName: "authorize" },
        { step: "authorizer", kind: "Lambda", authorizer: "own", isCached: false },
        { step: "invocation", functionName: "fn" },
      ],
      [
        { step: "authorizer", isCached: true },
        { step: "invocation", functionName: "fn" },
      ],
    ]);
  });
});

describe("the context", () => {
  const context = { zone: 7, admin: true, "a b": "text", list: [1], none: null, claims: { x: 1 } };

  test("keeps its types in format 2.0, without claims", async () => {
    const { functions } = await request({ response: { returns: { ...ALLOWED, context } } });
    const { requestContext } = functions.route.event as { requestContext: { authorizer: unknown } };
    expect(JSON.stringify(requestContext.authorizer)).toBe(
      '{"lambda":{"a b":"text","admin":true,"list":[1],"none":null,"zone":7}}',
    );
  });

  test("becomes texts in format 1.0, directly in the authorizer of an event 1.0", async () => {
    const { functions } = await request({
      authorizer: FORMAT_1,
      api: { integration: { payload_format_version: "1.0" } },
      response: { returns: policy("Allow", "*", { context: { zone: 7, admin: true } }) },
    });
    const { requestContext } = functions.route.event as { requestContext: { authorizer: unknown } };
    expect(requestContext.authorizer).toEqual({ zone: "7", admin: "true", principalId: "user" });
  });

  test("of 100 KB reaches the function", async () => {
    const big = "x".repeat(100 * 1024);
    const returns = { ...ALLOWED, context: { big } };
    const { functions } = await request({ response: { returns } });
    expect(functions.route.event).toMatchObject({
      requestContext: { authorizer: { lambda: { big } } },
    });
  });

  test("can be mapped to the backend's request", async () => {
    const request_parameters = { "append:header.x-zone": "$context.authorizer.zone" };
    const { functions } = await request({
      api: { integration: { request_parameters } },
      response: { returns: { ...ALLOWED, context } },
    });
    expect(functions.route.event).toMatchObject({ headers: { "x-zone": "7" } });
  });
});
