import { CREDENTIALS } from "../../support/signed-headers";
import { AccessLines } from "../support/access-lines";
import { FakeLambda, type FakeResponse } from "../support/fake-lambda";
import type { CaseRequest } from "../../cases/support/exchange";
import { guarded, GuardedLambda, output, policy } from "./support/guarded";
import { custom, mock, proxy, responsesTo, type TestApi } from "./support/serve";

/** The variables of the lines that requests leave. */
async function logged(
  names: readonly string[],
  test: TestApi,
  requests: readonly Partial<CaseRequest>[] = [{ path: "/a" }],
) {
  const access = new AccessLines(names);
  const { log, accessLog, settings } = access;
  await responsesTo({ ...test, log, accessLog, stage: { ...test.stage, ...settings } }, requests);
  expect(access.lines).toHaveLength(requests.length);
  return access.values;
}

const ERRORS = ["status", "error.message", "error.responseType", "error.validationErrorString"];
const INTEGRATION = ["integrationStatus", "integration.status", "integration.error"];
const paths = (operation: object) => ({ "/a": { get: operation } });

test("a request and its response are logged", async () => {
  const names = ["apiId", "stage", "resourcePath", "path", "httpMethod", "requestTimeEpoch"].concat(
    ["responseLength", "endpointType", "deploymentId", "integration.requestId", "xrayTraceId"],
    ["isCanaryRequest", "routeKey", "dataProcessed", ...INTEGRATION],
    ["integration.responseTransferMode"],
  );
  const lambda = new FakeLambda({ returns: { statusCode: 201, body: "äb" } });
  const api = { endpoint_configuration: [{ types: ["REGIONAL"] }] };
  const stage = { xray_tracing_enabled: true };

  const [values] = await logged(names, { paths: paths(proxy()), lambda, api, stage });

  expect(values).toEqual({
    apiId: "api1",
    stage: "dev",
    resourcePath: "/a",
    path: "/dev/a",
    httpMethod: "GET",
    requestTimeEpoch: expect.stringMatching(/^\d{13}$/) as string,
    responseLength: "3",
    endpointType: "REGIONAL",
    deploymentId: "dep1",
    "integration.requestId": "1",
    xrayTraceId: expect.stringMatching(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/) as string,
    isCanaryRequest: "-",
    routeKey: "-",
    dataProcessed: "-",
    integrationStatus: "200",
    "integration.status": "201",
    "integration.error": "-",
    "integration.responseTransferMode": "BUFFERED",
  });
});

test("a function that raises leaves the error of the integration", async () => {
  const lambda = new FakeLambda({ fails: { errorMessage: "boom" } });

  const [values] = await logged([...ERRORS, ...INTEGRATION], { paths: paths(proxy()), lambda });

  expect(values).toEqual({
    status: "502",
    "error.message": "Internal server error",
    "error.responseType": "INTEGRATION_FAILURE",
    "error.validationErrorString": "-",
    integrationStatus: "200",
    "integration.status": "-",
    "integration.error": "Lambda Customer Function Error:boom",
  });
});

test.each<[string, object, FakeResponse | undefined, object]>([
  [
    "a custom integration with an error that a response is for",
    custom({ responses: { default: { statusCode: "400" } } }),
    { fails: { errorMessage: "boom" } },
    { status: "400", integrationStatus: "200", "integration.error": "-" },
  ],
  [
    "a MOCK integration",
    mock('{"statusCode": 200}'),
    undefined,
    { status: "200", integrationStatus: "-", "integration.status": "-" },
  ],
  [
    "an asynchronous invocation",
    custom({
      requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
    }),
    undefined,
    { status: "200", integrationStatus: "202" },
  ],
])("%s is logged", async (_, operation, response, expected) => {
  const lambda = new FakeLambda(response);

  const [values] = await logged([...ERRORS, ...INTEGRATION], { paths: paths(operation), lambda });

  expect(values).toMatchObject(expected);
});

test("what templates override is logged", async () => {
  const set =
    '#set($context.requestOverride.header.X-Id = "7")#set($context.responseOverride.status = 418)';
  const names = ["requestOverride.header.X-Id", "responseOverride.status", "status"];

  const operation = custom({ requestTemplates: { "application/json": `${set}{}` } });

  const [values] = await logged(names, { paths: paths(operation), lambda: new FakeLambda() });

  expect(values).toEqual({
    "requestOverride.header.X-Id": "7",
    "responseOverride.status": "418",
    status: "418",
  });
});

test("a request without a method is logged without a resource", async () => {
  const [values] = await logged([...ERRORS, "resourcePath"], { paths: paths(proxy()) }, [
    { path: "/other" },
  ]);

  expect(values).toMatchObject({
    status: "403",
    "error.responseType": "MISSING_AUTHENTICATION_TOKEN",
    resourcePath: "-",
  });
});

describe("of a method with a Lambda authorizer", () => {
  const PHASES = [
    ...["authorizer.status", "authorizer.error", "authorizer.integrationStatus"],
    ...["authorizer.requestId", "authorizer.principalId", "authorizer.team"],
    ...["authorize.status", "authorize.error", "authorize.latency"],
    ...["authenticate.status", "integrationStatus"],
  ];
  const request = { path: "/pets/7", headers: { Authorization: "t" } };

  test("a request that is let through has the phases of both, and the authorizer's context", async () => {
    const lambda = new GuardedLambda({ returns: output({ context: { team: "a" } }) });

    const [first, cached] = await logged(PHASES, guarded({ lambda }), [request, request]);

    expect(first).toEqual({
      "authorizer.status": "200",
      "authorizer.error": "-",
      "authorizer.integrationStatus": "200",
      "authorizer.requestId": "1",
      "authorizer.principalId": "ann",
      "authorizer.team": "a",
      "authorize.status": "200",
      "authorize.error": "-",
      "authorize.latency": "0",
      "authenticate.status": "-",
      integrationStatus: "200",
    });
    expect(cached).toEqual({
      ...first,
      "authorizer.integrationStatus": "-",
      "authorizer.requestId": "-",
    });
  });

  test.each<[string, FakeResponse, object]>([
    [
      "its policy denies",
      { returns: output({ policyDocument: policy("Deny") }) },
      { "authorizer.status": "200", "authorize.status": "403", integrationStatus: "-" },
    ],
    [
      "it finds unauthorized",
      { fails: { errorMessage: "Unauthorized" } },
      {
        "authorizer.status": "401",
        "authorizer.error": "Unauthorized",
        "authorizer.integrationStatus": "200",
        "authorize.status": "-",
        integrationStatus: "-",
      },
    ],
    [
      "it fails for",
      { fails: { errorMessage: "boom" } },
      { "authorizer.status": "500", "authorizer.error": "-", integrationStatus: "-" },
    ],
  ])("a request that %s didn't reach the integration", async (_, response, expected) => {
    const [values] = await logged(PHASES, guarded({ lambda: new GuardedLambda(response) }), [
      request,
    ]);

    expect(values).toMatchObject(expected);
  });
});

test("an unsigned request of an IAM method fails the phase that authenticates", async () => {
  const names = ["authenticate.status", "authenticate.error", "authorize.status", ...ERRORS];
  const operation = proxy({ "x-amazon-apigateway-auth": { type: "AWS_IAM" } });

  const [values] = await logged(names, { paths: paths(operation), credentials: CREDENTIALS });

  expect(values).toMatchObject({
    "authenticate.status": "403",
    "authenticate.error": "Missing Authentication Token",
    "authorize.status": "-",
    "error.responseType": "MISSING_AUTHENTICATION_TOKEN",
  });
});
