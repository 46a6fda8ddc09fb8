import type {
  GatewayResponseType,
  HttpMethod,
  Integration,
  IntegrationResponse,
  MethodOptions,
} from "../../../constructs";
import {
  HttpIntegration,
  LambdaIntegration,
  MockIntegration,
  Model,
  Template,
} from "../../../constructs";
import type { RestFixture } from "./support";
import { restFixture } from "./support";

const mock = new MockIntegration();

const responding = (...integrationResponses: IntegrationResponse[]) =>
  new MockIntegration({ integrationResponses });

const mapping = (requestParameters: Record<string, string>) =>
  new HttpIntegration("https://a.example", { requestParameters });

const get: (integration: Integration, options?: MethodOptions) => (fixture: RestFixture) => void =
  (integration, options) =>
  ({ api }) =>
    api.root.addMethod("GET", integration, options);

test.each<[string, (fixture: RestFixture) => void, string]>([
  ["a part with a slash", ({ api }) => api.root.addResource("a/b"), '"a/b"; allowed: letters'],
  ["an empty part", ({ api }) => api.root.addResource(""), '""; allowed: letters'],
  [
    "a part twice",
    ({ api }) => [api.root.addResource("a"), api.root.addResource("a")],
    'path part of /a is "a"; allowed: each part once',
  ],
  [
    "a second variable on a level",
    ({ api }) => [api.root.addResource("{a}"), api.root.addResource("{b+}")],
    '"{b+}"; allowed: one variable per level, and {a} already exists',
  ],
  [
    "a variable twice in a path",
    ({ api }) => api.resourceForPath("/{a}/x/{a}"),
    'path part of /{a}/x/{a} is "{a}"; allowed: each variable once in a path',
  ],
  [
    "a path below a greedy variable",
    ({ api }) => api.resourceForPath("/{proxy+}/a"),
    'path part of /{proxy+}/a is "a"; allowed: no parts below',
  ],
  [
    "a method twice",
    (fixture) => [get(mock)(fixture), get(mock)(fixture)],
    'method of / is "GET"; allowed: each method once per path',
  ],
  [
    "a method that HTTP doesn't have",
    ({ api }) => api.root.addMethod("get" as HttpMethod, mock),
    'method of / is "get"; allowed: ANY, DELETE, GET',
  ],
  [
    "a URL that isn't absolute",
    get(new HttpIntegration("/x")),
    'url of GET / is "/x"; allowed: an absolute http or https URL',
  ],
  [
    "a URL without a host",
    get(new HttpIntegration("https:///pets")),
    'url of GET / is "https:///pets"; allowed: an absolute http or https URL',
  ],
  [
    "a method of an integration that HTTP doesn't have",
    get(new HttpIntegration("https://a.example", { httpMethod: "get" })),
    'httpMethod of the integration of GET / is "get"; allowed: ANY, DELETE',
  ],
  [
    "an authorization of no kind",
    get(mock, { authorizationType: "AWS" as "AWS_IAM" }),
    'authorizationType of GET / is "AWS"; allowed: NONE, AWS_IAM',
  ],
  [
    "a validation of no kind",
    get(mock, { requestValidation: "headers" as "body" }),
    'requestValidation of GET / is "headers"; allowed: body, parameters, all or none',
  ],
  [
    "an operation name twice",
    ({ api }) => [
      api.root.addMethod("GET", mock, { operationName: "read" }),
      api.root.addMethod("HEAD", mock, { operationName: "read" }),
    ],
    'operationName of HEAD / is "read"; allowed: a name that no other method of the API has; GET / has this one',
  ],
  [
    "a permission for a path without a slash",
    ({ api, fn }) =>
      api.root.addMethod("GET", new LambdaIntegration(fn, { permission: { path: "x" } })),
    'path of the permission is "x"; allowed: a path that begins with a slash',
  ],
  [
    "a status that is none",
    get(responding({ statusCode: "20x" })),
    'statusCode of GET / is "20x"; allowed: three digits',
  ],
  [
    "a status of a method response that is none",
    get(mock, { methodResponses: [{ statusCode: "600" }] }),
    'statusCode of GET / is "600"; allowed: three digits',
  ],
  [
    "a pattern that isn't a regular expression",
    get(responding({ statusCode: "200", selectionPattern: "[400" })),
    'selectionPattern of GET / is "[400"; allowed: a regular expression',
  ],
  [
    "an empty pattern",
    get(responding({ statusCode: "200", selectionPattern: "" })),
    'selectionPattern of GET / is ""; allowed: a regular expression of at least one',
  ],
  [
    "two responses of a pattern",
    get(
      responding(
        { statusCode: "400", selectionPattern: "x.*" },
        { statusCode: "500", selectionPattern: "x.*" },
      ),
    ),
    'selectionPattern of GET / is "x.*"; allowed: one integration response per pattern',
  ],
  [
    "two default responses",
    get(responding({ statusCode: "200" }, { statusCode: "500" })),
    'selectionPattern of GET / is "default"; allowed: one integration response per pattern',
  ],
  [
    "an integration's response that the method doesn't have",
    get(responding({ statusCode: "201" }), { methodResponses: [{ statusCode: "200" }] }),
    'statusCode of a response of GET / is "201"; allowed: 200, the method\'s responses',
  ],
  [
    "a method response twice",
    get(mock, { methodResponses: [{ statusCode: "200" }, { statusCode: "200" }] }),
    'is "200"; allowed: one method response per status',
  ],
  [
    "a request parameter of another form",
    get(mock, { requestParameters: { page: true } }),
    'parameter is "page"; allowed: method.request.{querystring|header|path}.{name}',
  ],
  [
    "a path parameter that the path doesn't have",
    get(mock, { requestParameters: { "method.request.path.id": true } }),
    'is "method.request.path.id"; allowed: a variable of /',
  ],
  [
    "a response parameter of another form",
    get(mock, { methodResponses: [{ statusCode: "200", responseParameters: { X: true } }] }),
    'parameter is "X"; allowed: method.response.header.{name}',
  ],
  [
    "a parameter mapped from one that the method doesn't declare",
    get(mapping({ "integration.request.header.X": "method.request.multivaluequerystring.x" })),
    'mapped parameter of GET / is "method.request.querystring.x"; allowed: no parameters',
  ],
  [
    "a parameter mapped to a place that no request has",
    get(mapping({ "integration.request.body.x": "'x'" })),
    'key of a mapped parameter of GET / is "integration.request.body.x"; allowed: integration.re',
  ],
  [
    "a fixed value without quotes",
    get(mapping({ "integration.request.header.X": "x" })),
    "value of a mapped parameter of GET / is \"x\"; allowed: 'text'",
  ],
  [
    "a header that the method's response doesn't declare",
    get(
      responding({ statusCode: "200", responseParameters: { "method.response.header.X": "'x'" } }),
      {
        methodResponses: [
          { statusCode: "200", responseParameters: { "method.response.header.Y": true } },
        ],
      },
    ),
    'mapped parameter of GET / is "method.response.header.X"; allowed: method.response.header.Y',
  ],
  [
    "a variable of a URL that nothing is mapped to",
    get(new HttpIntegration("https://a.example/{proxy}")),
    'url of GET / is "https://a.example/{proxy}"; allowed: {proxy} only with a parameter mapped',
  ],
  [
    "an operation's name of no character",
    get(mock, { operationName: "" }),
    'operationName of GET / is ""; allowed: a name without spaces',
  ],
  [
    "a passthrough behaviour that isn't one",
    get(new MockIntegration({ passthroughBehavior: "ALWAYS" as "NEVER" })),
    'passthroughBehavior of GET / is "ALWAYS"; allowed: WHEN_NO_MATCH, WHEN_NO_TEMPLATES, NEVER',
  ],
  [
    "a content handling that isn't one",
    get(responding({ statusCode: "200", contentHandling: "TEXT" as "CONVERT_TO_TEXT" })),
    'contentHandling of GET / is "TEXT"; allowed: CONVERT_TO_BINARY, CONVERT_TO_TEXT',
  ],
  [
    "a pattern that means the default to API Gateway",
    get(responding({ statusCode: "200", selectionPattern: "default" })),
    'selectionPattern of GET / is "default"; allowed: any other text',
  ],
  [
    "a template that doesn't exist",
    get(new MockIntegration({ requestTemplates: { "a/b": Template.fromFile("none.vtl") } })),
    'path of the template is "none.vtl"; allowed: a file that exists',
  ],
  [
    "a model's name with a hyphen",
    ({ api }) => api.addModel("a-b", { schema: {} }),
    'name of the model is "a-b"; allowed: letters and digits',
  ],
  [
    "a model of no JSON",
    ({ api }) => api.addModel("A", { contentType: "text/plain", schema: {} }),
    'contentType of the model A is "text/plain"; allowed: application/json',
  ],
  [
    "a model's name twice",
    (fixture) => [
      fixture.api.addModel("Empty", { schema: {} }),
      get(mock, { requestModels: { "a/b": Model.EMPTY } })(fixture),
    ],
    'name of the model is "Empty"; allowed: one model of each name',
  ],
  [
    "a gateway response of no type",
    ({ api }) => api.addGatewayResponse("X" as GatewayResponseType, {}),
    'type of the gateway response is "X"; allowed: ACCESS_DENIED',
  ],
  [
    "a gateway response twice",
    ({ api }) => [api.addGatewayResponse("THROTTLED", {}), api.addGatewayResponse("THROTTLED", {})],
    '"THROTTLED"; allowed: one gateway response of each type',
  ],
  [
    "a gateway response's parameter of another form",
    ({ api }) =>
      api.addGatewayResponse("THROTTLED", { responseParameters: { "Retry-After": "'1'" } }),
    'key of a responseParameter of THROTTLED is "Retry-After"; allowed: gatewayresponse.',
  ],
  [
    "a gateway response's fixed value without quotes",
    ({ api }) =>
      api.addGatewayResponse("THROTTLED", {
        responseParameters: { "gatewayresponse.header.Retry-After": "1" },
      }),
    "value of a responseParameter of THROTTLED is \"1\"; allowed: 'text'",
  ],
  ["a stage twice", ({ api }) => api.addStage("v1"), '"v1"; allowed: one stage of each name'],
  ["a stage's name with a dot", ({ api }) => api.addStage("v.1"), '"v.1"; allowed: 1 to 128'],
])("%s is refused at synth", (_what, make, message) => {
  const fixture = restFixture();

  expect(() => make(fixture)).toThrow(message);
  expect(() => make(restFixture())).toThrow(/^dev\/Api: .*; allowed: .*\. [A-Z].*\.$/);
});

test("a right to invoke that isn't one is refused", () => {
  const { api, fn } = restFixture();
  const integration = new LambdaIntegration(fn, { credentials: "Role" as "role" });

  expect(() => api.root.addMethod("GET", integration)).toThrow(
    'dev/Api: credentials of an integration is "Role"; allowed: role',
  );
});

test("a response that is streamed is refused: the provider can't, and a function URL can", () => {
  const { api, fn } = restFixture();
  const integration = new LambdaIntegration(fn, { responseTransferMode: "STREAM" });

  expect(() => api.root.addMethod("GET", integration)).toThrow(
    'dev/Api: responseTransferMode of GET / is "STREAM"; allowed: BUFFERED with version 5 of the AWS ' +
      "provider; only version 6 can stream. Leave it out, or stream by a function URL",
  );
});
