import {
  integrationFacts,
  splitAtAuthorizer,
} from "../../../../../local/gateway/common/access-log/integration-facts";
import { tracedBody, type TraceStep } from "../../../../../local/gateway/trace";

const TIMES = { startMilliseconds: 0, milliseconds: 12.4 };
const BODY = tracedBody("");

function invocation(more: object = {}): TraceStep {
  const fields = { functionName: "fn", isAsynchronous: false, requestId: "r1" };
  return { step: "invocation", ...fields, ...TIMES, ...more };
}

function request(response?: { status: number; headers: [string, string][] }): TraceStep {
  const sent = { method: "GET", url: "http://localhost/", headers: [], body: BODY };
  const got = response && { ...response, body: BODY };
  return { step: "httpIntegration", ...sent, response: got, ...TIMES };
}

test("an invocation has Lambda's status, and that of the function's response", () => {
  const proxied: TraceStep = { step: "proxyResponse", status: 404, ...TIMES };

  expect(integrationFacts([invocation(), proxied])).toEqual({
    integrationStatus: 200,
    status: 404,
    latency: 12,
    requestId: "r1",
  });
});

test.each<[string, object, object]>([
  ["is asynchronous", { isAsynchronous: true, requestId: undefined }, { integrationStatus: 202 }],
  ["Lambda refused", { requestId: undefined }, {}],
  [
    "failed",
    { functionError: "Unhandled", payload: tracedBody('{"errorMessage":"boom"}') },
    { integrationStatus: 200, requestId: "r1", functionError: "boom" },
  ],
  [
    "failed without a message",
    { functionError: "Unhandled", payload: tracedBody("boom") },
    { integrationStatus: 200, requestId: "r1", functionError: "" },
  ],
])("an invocation that %s has no status of the function", (_, more, facts) => {
  expect(integrationFacts([invocation(more)])).toEqual({ latency: 12, ...facts });
});

test("a backend has one status, and an AWS service the ids of its response", () => {
  const headers: [string, string][] = [
    ["x-amzn-RequestId", "r2"],
    ["x-amz-id-2", "extended"],
  ];

  expect(integrationFacts([request({ status: 503, headers })])).toEqual({
    integrationStatus: 503,
    status: 503,
    latency: 12,
    requestId: "r2",
    requestId2: "extended",
  });
});

test("a backend that doesn't respond has a latency only, and no call has nothing", () => {
  expect(integrationFacts([request()])).toEqual({ latency: 12 });
  expect(integrationFacts([])).toEqual({});
});

test("what an authorizer invokes isn't the integration's", () => {
  const decided: TraceStep = { step: "authorizer", kind: "Lambda", ...TIMES };
  const [asking, asked] = [invocation({ requestId: "a" }), invocation({ requestId: "b" })];

  const [authorizer, integration] = splitAtAuthorizer([asking, decided, asked]);

  expect(integrationFacts(authorizer).requestId).toBe("a");
  expect(integrationFacts(integration).requestId).toBe("b");
});
