import { responsesTo, responseTo } from "../support/serve";
import { EXECUTION_ARN, guarded, GuardedLambda, output } from "../support/guarded";

const SOURCES = "method.request.header.X-Auth, method.request.querystring.tenant";

const request = (identitySource: string | undefined, more: object = {}) => ({
  type: "request",
  identitySource,
  ...more,
});

const get = { path: "/pets/7", query: "tenant=a", headers: { "x-auth": "t" } };

test("a REQUEST authorizer receives the request, with empty maps where it has nothing", async () => {
  const lambda = new GuardedLambda();
  const authorizer = request(undefined, { authorizerResultTtlInSeconds: 0 });

  await responseTo(guarded({ lambda, authorizer }), {
    path: "/pets/7",
    headers: { "X-Auth": "t" },
  });

  const event = lambda.auth.event;
  expect(Object.keys(event)).toEqual([
    "type",
    "methodArn",
    "resource",
    "path",
    "httpMethod",
    "headers",
    "multiValueHeaders",
    "queryStringParameters",
    "multiValueQueryStringParameters",
    "pathParameters",
    "stageVariables",
    "requestContext",
  ]);
  expect(event).toMatchObject({
    type: "REQUEST",
    methodArn: `${EXECUTION_ARN}/dev/GET/pets/7`,
    resource: "/pets/{id}",
    headers: { "X-Auth": "t" },
    queryStringParameters: {},
    multiValueQueryStringParameters: {},
    pathParameters: { id: "7" },
    stageVariables: {},
    requestContext: { resourcePath: "/pets/{id}", path: "/dev/pets/7", stage: "dev" },
  });
  expect(event["requestContext"]).not.toHaveProperty("authorizer");
});

test.each<[string, object, number]>([
  ["all identity sources", get, 200],
  ["a missing header", { ...get, headers: {} }, 401],
  ["an empty header", { ...get, headers: { "X-Auth": "" } }, 401],
  ["a missing parameter", { ...get, query: "" }, 401],
  ["a parameter of another case", { ...get, query: "Tenant=a" }, 401],
])("with %s, also without caching: %#", async (_, sent, status) => {
  const lambda = new GuardedLambda();
  const authorizer = request(SOURCES, { authorizerResultTtlInSeconds: 0 });

  const got = await responseTo(guarded({ lambda, authorizer }), sent);

  expect(got.status).toBe(status);
  expect(lambda.auth.invocations).toHaveLength(status === 200 ? 1 : 0);
});

test("stage variables and values of the context can identify, too", async () => {
  const lambda = new GuardedLambda();
  const authorizer = request("stageVariables.tenant,context.httpMethod");
  const stage = { variables: { tenant: "a" } };

  const got = await responsesTo(guarded({ lambda, authorizer, stage }), [
    get,
    get,
    { ...get, method: "POST" },
  ]);

  expect(got.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(lambda.auth.invocations).toHaveLength(2);
  expect((await responseTo(guarded({ lambda, authorizer }), get)).status).toBe(401);
});

test("a decision is kept for the values of the identity sources, and nothing else", async () => {
  const lambda = new GuardedLambda({
    handles: (event) => {
      const { queryStringParameters } = event as { queryStringParameters: { page: string } };
      return output({ context: { page: queryStringParameters.page } });
    },
  });

  await responsesTo(guarded({ lambda, authorizer: request(SOURCES) }), [
    { ...get, query: "tenant=a&page=1" },
    { ...get, query: "tenant=a&page=2" },
    { ...get, query: "tenant=b&page=3" },
    { ...get, query: "tenant=a&page=4", headers: { "X-Auth": "u" } },
    { ...get, query: "tenant=a&tenant=b&page=5" },
  ]);

  const pages = lambda.invocations.map(
    ({ event }) =>
      (event as { requestContext: { authorizer: { page: string } } }).requestContext.authorizer
        .page,
  );
  expect(pages).toEqual(["1", "1", "3", "4", "5"]);
});
