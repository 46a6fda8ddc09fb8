import {
  Integration,
  LambdaCustomIntegration,
  LambdaProxyIntegration,
  MethodOptions,
  MockIntegration,
  Model,
  RestApiProps,
} from "../../../constructs";
import { only, synth } from "../lambda/support";
import { RestBench, restBench, snapshot } from "./support";

type Change = (bench: RestBench) => void;

function snapshotOf(props: Partial<RestApiProps>, change: Change = () => undefined) {
  const bench = restBench(props);
  change(bench);
  return snapshot(bench.stack);
}

const get: (integration: Integration, options?: MethodOptions) => Change =
  (integration, options) =>
  ({ api }) =>
    api.root.addMethod("GET", integration, options);

const mock = new MockIntegration();

test("Terraform hashes the whole document and what else an answer depends on", () => {
  const { stack } = restBench();

  const json = synth(stack);
  const [name] = Object.keys(json.resource.aws_api_gateway_rest_api ?? {});
  expect(only(json, "aws_api_gateway_deployment")).toEqual({
    rest_api_id: `\${aws_api_gateway_rest_api.${name}.id}`,
    triggers: {
      redeployment: `\${sha256(jsonencode([aws_api_gateway_rest_api.${name}.body, "", [], "", false, "HEADER"]))}`,
    },
    lifecycle: { create_before_destroy: true },
  });
});

test.each<[string, Partial<RestApiProps>]>([
  ["a binary media type", { binaryMediaTypes: ["image/*"] }],
  ["compression", { minimumCompressionSize: 0 }],
  ["the default endpoint", { disableExecuteApiEndpoint: true }],
  ["the source of the API key", { apiKeySourceType: "AUTHORIZER" }],
  ["the resource policy", { policy: '{"Statement":[]}' }],
])("the API is deployed again for another value of %s", (_what, props) => {
  expect(snapshotOf(props)).not.toEqual(snapshotOf({}));
});

test.each<[string, Change]>([
  ["path", ({ api }) => api.root.addResource("x").addMethod("GET", mock)],
  ["method", ({ api }) => api.root.addMethod("POST", mock)],
  ["integration type", ({ api, fn }) => get(new LambdaProxyIntegration(fn))({ api } as RestBench)],
  ["request template", get(new MockIntegration({ requestTemplates: { "a/b": "x" } }))],
  ["request parameter", get(mock, { requestParameters: { "method.request.header.X": true } })],
  [
    "mapped parameter",
    get(new MockIntegration({ requestParameters: { "integration.request.header.X": "'x'" } })),
  ],
  ["passthrough behaviour", get(new MockIntegration({ passthroughBehavior: "NEVER" }))],
  ["content handling", get(new MockIntegration({ contentHandling: "CONVERT_TO_TEXT" }))],
  [
    "integration response",
    get(new MockIntegration({ integrationResponses: [{ statusCode: "201" }] })),
  ],
  [
    "method response",
    get(mock, { methodResponses: [{ statusCode: "200" }, { statusCode: "500" }] }),
  ],
  ["key requirement", get(mock, { apiKeyRequired: true })],
  ["authorization", get(mock, { authorizationType: "AWS_IAM" })],
  ["validation", get(mock, { requestValidation: "body" })],
  ["model", get(mock, { requestModels: { "a/b": Model.EMPTY } })],
  ["operation name", get(mock, { operationName: "x" })],
  ["gateway response", ({ api }) => api.addGatewayResponse("THROTTLED", { statusCode: "503" })],
])("the API is deployed again for a changed %s", (_what, change) => {
  expect(snapshotOf({}, change)).not.toEqual(snapshotOf({}, get(mock)));
});

test("the API is deployed again for another timeout", () => {
  const withTimeout = (timeout: number) =>
    snapshotOf({}, ({ api, fn }) =>
      api.root.addMethod("GET", new LambdaCustomIntegration(fn, { timeout })),
    );

  expect(withTimeout(50)).not.toEqual(withTimeout(51));
});

test("the API is not deployed again for what no answer depends on", () => {
  const changed = snapshotOf({
    restApiName: "another",
    description: "another",
    endpointType: "EDGE",
    stageDescription: "another",
    loggingLevel: "OFF",
    tracing: true,
    throttle: { rateLimit: 1, burstLimit: 1 },
    logRetention: 1,
    stageVariables: { a: "b" },
  });

  expect(changed).toEqual(snapshotOf({}));
});
