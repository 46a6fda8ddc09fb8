import { Duration } from "../../../constructs/core/duration";
import type {
  GatewayResponseProps,
  HttpIntegrationProps,
  Integration,
  IntegrationResponse,
  InvocationProps,
  MappingProps,
  MethodOptions,
  MethodResponse,
  RestApiProps,
} from "../../../constructs";
import {
  AccessLogFormat,
  CognitoUserPoolsAuthorizer,
  HttpIntegration,
  IamAuthorizer,
  LambdaCustomIntegration,
  LambdaIntegration,
  MockIntegration,
  Model,
} from "../../../constructs";
import { aFunction } from "../api-gateway/support";
import { only, synth } from "../lambda/support";
import type { RestFixture } from "./support";
import { restFixture, snapshot } from "./support";

/** Another value for each prop: one that is forgotten here is an error of the compiler. */
type EachOf<Props> = { readonly [Prop in keyof Required<Props>]: Partial<Props> };

type Change = (fixture: RestFixture) => void;

function snapshotOf(change: Change, props: Partial<RestApiProps> = {}): string {
  const fixture = restFixture(props);
  change(fixture);
  return JSON.stringify(snapshot(fixture.stack));
}

const get =
  (integration: Integration, options?: MethodOptions): Change =>
  ({ api }) =>
    api.root.addMethod("GET", integration, options);

const mock = new MockIntegration();
const POOL = { arn: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI" };
const cognito = new CognitoUserPoolsAuthorizer([POOL]);
const URL = "https://example.com/";
const RESPONSE = { statusCode: "200" };
const LIMIT = { rateLimit: 1, burstLimit: 1 };
const HEADER = "method.request.header.X";
const requestParameters = { [HEADER]: true };

test("Terraform hashes the whole document and everything else that a response depends on", () => {
  const { stack } = restFixture();

  const json = synth(stack);
  const [name] = Object.keys(json.resource.aws_api_gateway_rest_api ?? {});
  expect(only(json, "aws_api_gateway_deployment")).toEqual({
    rest_api_id: `\${aws_api_gateway_rest_api.${name}.id}`,
    triggers: {
      redeployment: `\${sha256(jsonencode([aws_api_gateway_rest_api.${name}.body, [], "", false, "HEADER"]))}`,
    },
    lifecycle: { create_before_destroy: true },
  });
});

/** Whether another value of a prop of the API is deployed. */
const OF_THE_API: Record<keyof RestApiProps, [deployed: boolean, Partial<RestApiProps>]> = {
  binaryMediaTypes: [true, { binaryMediaTypes: ["image/*"] }],
  minimumCompressionSize: [true, { minimumCompressionSize: 0 }],
  disableExecuteApiEndpoint: [true, { disableExecuteApiEndpoint: true }],
  apiKeySourceType: [true, { apiKeySourceType: "AUTHORIZER" }],
  defaultAuthorizer: [true, { defaultAuthorizer: new IamAuthorizer() }],
  defaultAuthorizationScopes: [
    true,
    { defaultAuthorizer: cognito, defaultAuthorizationScopes: ["pets/read"] },
  ],
  policy: [true, { policy: '{"Statement":[]}' }],
  failOnWarnings: [false, { failOnWarnings: false }],
  restApiName: [false, { restApiName: "another" }],
  description: [false, { description: "another" }],
  endpointType: [false, { endpointType: "EDGE" }],
  // Only the policy that a private API needs is deployed.
  vpcEndpointIds: [
    true,
    { endpointType: "PRIVATE", policy: '{"Statement":[]}', vpcEndpointIds: ["vpce-0"] },
  ],
  stageName: [false, { stageName: "another" }],
  stageDescription: [false, { stageDescription: "another" }],
  stageVariables: [false, { stageVariables: { a: "b" } }],
  tracing: [false, { tracing: true }],
  throttle: [false, { throttle: LIMIT }],
  loggingLevel: [false, { loggingLevel: "OFF" }],
  accessLogs: [false, { accessLogs: false }],
  accessLogFormat: [false, { accessLogFormat: AccessLogFormat.clf() }],
  logRetention: [false, { logRetention: Duration.days(1) }],
  logKmsKeyArn: [false, { logKmsKeyArn: "arn:key" }],
  cacheClusterSize: [false, { cacheClusterSize: "0.5" }],
  cachingEnabled: [false, { cacheClusterSize: "0.5", cachingEnabled: false }],
  cacheTtl: [false, { cacheClusterSize: "0.5", cacheTtl: Duration.minutes(1) }],
  methodOptions: [false, { methodOptions: { "/GET": { throttle: LIMIT } } }],
  clientCertificate: [false, { clientCertificate: { clientCertificateId: "a1b2c3" } }],
  canary: [false, { canary: { percentTraffic: 10 } }],
};

test.each(Object.entries(OF_THE_API))(
  "a change of %s of the API is deployed only if a response depends on it",
  (_prop, [deployed, props]) => {
    const isDeployed = snapshotOf(get(mock)) !== snapshotOf(get(mock), props);

    expect(isDeployed).toBe(deployed);
  },
);

const OF_A_METHOD: EachOf<MethodOptions> = {
  operationName: { operationName: "x" },
  authorizer: { authorizer: cognito },
  authorizationType: { authorizationType: "AWS_IAM" },
  authorizationScopes: { authorizer: cognito, authorizationScopes: ["pets/read"] },
  apiKeyRequired: { apiKeyRequired: true },
  requestParameters: { requestParameters },
  cacheKeyParameters: { requestParameters, cacheKeyParameters: [HEADER] },
  requestModels: { requestModels: { "a/b": Model.EMPTY } },
  requestValidation: { requestValidation: "parameters" },
  methodResponses: { methodResponses: [RESPONSE, { statusCode: "500" }] },
};

test.each(Object.entries(OF_A_METHOD))(
  "a change of %s of a method causes a deployment",
  (_, changed) => {
    expect(snapshotOf(get(mock, changed))).not.toBe(snapshotOf(get(mock)));
  },
);

const OF_A_METHOD_RESPONSE: EachOf<MethodResponse> = {
  statusCode: { statusCode: "201" },
  models: { models: { "application/json": Model.ERROR } },
  responseParameters: { responseParameters: { "method.response.header.X": true } },
};

test.each(Object.entries(OF_A_METHOD_RESPONSE))(
  "a change of %s of a method's response causes a deployment",
  (_prop, changed) => {
    const responding = (response: MethodResponse) =>
      get(new HttpIntegration(URL), { methodResponses: [response] });

    expect(snapshotOf(responding({ ...RESPONSE, ...changed }))).not.toBe(
      snapshotOf(responding(RESPONSE)),
    );
  },
);

const OF_A_MAPPING: EachOf<MappingProps> = {
  requestTemplates: { requestTemplates: { "application/json": "x" } },
  requestParameters: { requestParameters: { "integration.request.header.X": "'x'" } },
  passthroughBehavior: { passthroughBehavior: "NEVER" },
  contentHandling: { contentHandling: "CONVERT_TO_TEXT" },
  integrationResponses: { integrationResponses: [{ statusCode: "201" }] },
};

type Mapped = (fixture: RestFixture, props: MappingProps) => Integration;

const MAPPED: [of: string, Mapped][] = [
  ["a function", ({ fn }, props) => new LambdaCustomIntegration(fn, props)],
  ["a mock", (_bench, props) => new MockIntegration(props)],
  ["an HTTP call", (_bench, props) => new HttpIntegration(URL, { proxy: false, ...props })],
];

describe.each(MAPPED)("of the mapping of %s", (_of, integration) => {
  const mappedBy =
    (props: MappingProps): Change =>
    (fixture) =>
      fixture.api.root.addMethod("GET", integration(fixture, props));

  test.each(Object.entries(OF_A_MAPPING))(
    "a change of %s causes a deployment (other tools forget the integration)",
    (_prop, changed) => {
      expect(snapshotOf(mappedBy(changed))).not.toBe(snapshotOf(mappedBy({})));
    },
  );
});

const OF_AN_INTEGRATION_RESPONSE: EachOf<IntegrationResponse> = {
  statusCode: { statusCode: "201" },
  selectionPattern: { selectionPattern: "x" },
  responseTemplates: { responseTemplates: { "application/json": "x" } },
  responseParameters: { responseParameters: { "method.response.header.X": "'x'" } },
  contentHandling: { contentHandling: "CONVERT_TO_BINARY" },
};

test.each(Object.entries(OF_AN_INTEGRATION_RESPONSE))(
  "a change of %s of an integration's response causes a deployment",
  (_prop, changed) => {
    const responding = (response: IntegrationResponse) =>
      get(new MockIntegration({ integrationResponses: [response] }), {
        methodResponses: [
          { ...RESPONSE, responseParameters: { "method.response.header.X": false } },
          { statusCode: "201" },
        ],
      });

    expect(snapshotOf(responding({ ...RESPONSE, ...changed }))).not.toBe(
      snapshotOf(responding(RESPONSE)),
    );
  },
);

/** A permission is not part of the API: Lambda checks it, whatever is deployed. */
const OF_AN_INVOCATION: EachOf<Omit<InvocationProps, "permission">> = {
  timeout: { timeout: Duration.millis(50) },
  credentials: { credentials: "role" },
};

test.each(Object.entries(OF_AN_INVOCATION))(
  "a change of %s of a function's invocation causes a deployment",
  (_prop, changed) => {
    const invoking =
      (props: InvocationProps): Change =>
      ({ api, fn }) =>
        api.root.addMethod("GET", new LambdaIntegration(fn, props));

    expect(snapshotOf(invoking(changed as InvocationProps))).not.toBe(snapshotOf(invoking({})));
  },
);

const OF_A_CALL: EachOf<Pick<HttpIntegrationProps, "httpMethod" | "timeout" | "proxy">> = {
  httpMethod: { httpMethod: "PUT" },
  timeout: { timeout: Duration.millis(50) },
  proxy: { proxy: false },
};

test.each(Object.entries(OF_A_CALL))(
  "a change of %s of an HTTP call causes a deployment",
  (_, changed) => {
    const calling = (props?: HttpIntegrationProps) => get(new HttpIntegration(URL, props));

    expect(snapshotOf(calling(changed as HttpIntegrationProps))).not.toBe(snapshotOf(calling()));
  },
);

const OF_A_GATEWAY_RESPONSE: EachOf<GatewayResponseProps> = {
  statusCode: { statusCode: "503" },
  responseParameters: { responseParameters: { "gatewayresponse.header.X": "'x'" } },
  templates: { templates: { "text/plain": "x" } },
};

test.each(Object.entries(OF_A_GATEWAY_RESPONSE))(
  "a change of %s of a gateway response causes a deployment",
  (_prop, changed) => {
    const responding =
      (props: GatewayResponseProps): Change =>
      ({ api }) =>
        api.addGatewayResponse("THROTTLED", props);

    expect(snapshotOf(responding(changed))).not.toBe(snapshotOf(responding({})));
  },
);

test.each<[string, Change, Change]>([
  ["path", get(mock), ({ api }) => api.root.addResource("x").addMethod("GET", mock)],
  ["method", get(mock), ({ api }) => api.root.addMethod("POST", mock)],
  ["URL", get(new HttpIntegration(URL)), get(new HttpIntegration(`${URL}x`))],
  [
    "integration type",
    ({ api, fn }) => api.root.addMethod("GET", new LambdaIntegration(fn)),
    ({ api, fn }) => api.root.addMethod("GET", new LambdaCustomIntegration(fn)),
  ],
  [
    "function",
    ({ api, fn }) => api.root.addMethod("GET", new LambdaIntegration(fn)),
    ({ api, stack }) => api.root.addMethod("GET", new LambdaIntegration(aFunction(stack, "Other"))),
  ],
  [
    "cache key",
    get(mock, { requestParameters }),
    get(mock, { requestParameters, cacheKeyParameters: [HEADER] }),
  ],
  ["model's schema", modelOf({ type: "object" }), modelOf({ type: "string" })],
])("a change of %s causes a deployment", (_what, before, after) => {
  expect(snapshotOf(after)).not.toBe(snapshotOf(before));
});

function modelOf(schema: Record<string, unknown>): Change {
  return ({ api }) => {
    const model = api.addModel("Pet", { schema });
    api.root.addMethod("POST", mock, { requestModels: { "application/json": model } });
  };
}

test("the order in which paths and methods are added is not deployed", () => {
  const adding =
    (...paths: string[]): Change =>
    ({ api }) => {
      for (const path of paths) {
        api.resourceForPath(path).addMethod("GET", mock);
      }
    };

  expect(snapshotOf(adding("/a", "/b/c"))).toBe(snapshotOf(adding("/b/c", "/a")));
});
