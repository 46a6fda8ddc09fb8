import type { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import * as constructs from "../../../constructs";
import { environment, INLINE } from "../lambda/support";
import { messageOf } from "../message-of";
import { publicSites } from "./public-sites";

const { Duration, HttpApi, lambda, RestApi, WebSocketApi } = constructs;

/** What only JavaScript, or TypeScript run without its compiler, passes. */
const UNKNOWN = { nonsense: 1 } as never;
const ANY = "" as never;
const TOPIC = { arn: "arn:aws:sns:eu-west-1:123456789012:alarms" } as never;

const fn = (stack = environment()) => new lambda.Function(stack, "Hello", INLINE);
const http = () => new HttpApi(environment(), "Api");
const rest = () => new RestApi(environment(), "Api", { stageName: "v1" });
const LAMBDA_OF_SOCKET = () => new constructs.WebSocketLambdaIntegration(fn());
const socket = () =>
  new WebSocketApi(environment(), "Api", {
    stageName: "v1",
    connectRouteOptions: { integration: LAMBDA_OF_SOCKET() },
  });
const route = (integration: unknown) => http().addRoute("GET /", integration as never);
const method = (integration: unknown) => rest().root.addMethod("GET", integration as never);
const message = (integration: unknown) =>
  socket().addRoute("sendMessage", { integration: integration as never });
const url = (props: object) => new constructs.HttpUrlIntegration("https://a.example", props);
const guarded = (authorizer: unknown) =>
  http().addRoute("GET /", url({}), { authorizer: authorizer as never });
const restGuarded = (authorizer: unknown) =>
  rest().root.addMethod("GET", new constructs.MockIntegration(), {
    authorizer: authorizer as never,
  });
const source = (create: (stack: TerraformStack) => unknown) => {
  const stack = environment();
  fn(stack).addEventSource(create(stack) as never);
};
const WITH_ARN = { arn: "arn:aws:s3:::pets", bucket: "pets" };
/** Has what any integration or authorizer needs of its resource. */
const RESOURCE = {
  ...WITH_ARN,
  name: "pets",
  url: "",
  id: "",
  endpoint: "",
  kinesisStreamArn: "",
} as never;
const construct = (stack: Construct) => Object.assign(new Construct(stack, "Source"), WITH_ARN);
const alias = () => fn().addAlias("live");
const domain = () =>
  new constructs.DomainName(environment(), "Domain", {
    domainName: "api.example.com",
    certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/a",
  });
const edgeDomain = () =>
  new constructs.EdgeDomainName(environment(), "Domain", {
    domainName: "api.example.com",
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/a",
  });
const stateOf = (state: unknown) =>
  new constructs.EnvironmentStack(environment(), "prod", {
    app: "shop",
    region: "eu-west-1",
    state: state as never,
  });

/** The classes whose constructors take scope, id and props. */
const CONSTRUCTS = {
  ApiKey: constructs.ApiKey,
  ClientCertificate: constructs.ClientCertificate,
  Dashboard: constructs.Dashboard,
  DomainName: constructs.DomainName,
  EdgeDomainName: constructs.EdgeDomainName,
  EnvironmentStack: constructs.EnvironmentStack,
  Function: lambda.Function,
  HttpApi,
  LambdaDeploymentGroup: lambda.LambdaDeploymentGroup,
  MetricFilter: constructs.MetricFilter,
  Monitoring: constructs.Monitoring,
  QueryDefinition: constructs.QueryDefinition,
  RestApi,
  RestVpcLink: constructs.RestVpcLink,
  TraceGroup: constructs.TraceGroup,
  UsagePlan: constructs.UsagePlan,
  VpcLink: constructs.VpcLink,
  WebSocketApi,
};

/** Passes an unknown name to each constructor and method that takes props. */
const SITES: Readonly<Record<string, () => unknown>> = {
  ...Object.fromEntries(
    Object.entries(CONSTRUCTS).map(([name, Class]) => [
      `new ${name}`,
      () => new (Class as new (...given: unknown[]) => unknown)(environment(), "New", UNKNOWN),
    ]),
  ),
  "new NodejsFunction": () =>
    new lambda.NodejsFunction(environment(), "New", {
      entry: "lambda-src/notes/index.ts",
      ...(UNKNOWN as object),
    }),
  "new PythonFunction": () =>
    new lambda.PythonFunction(environment(), "New", {
      entry: "lambda-src/hello",
      ...(UNKNOWN as object),
    }),
  "new FunctionAlarms": () => fn().alarms(TOPIC, UNKNOWN),
  "new StageAlarms": () => http().defaultStage?.alarms(TOPIC, UNKNOWN),
  "new WebSocketModel": () => new constructs.WebSocketModel(socket(), "New", "Pet", UNKNOWN),
  "LayerVersion.fromAsset": () =>
    lambda.LayerVersion.fromAsset(environment(), "New", "lambda-src", UNKNOWN),
  "Function.addAlias": () => fn().addAlias("live", UNKNOWN),
  "Function.configureAsyncInvoke": () => fn().configureAsyncInvoke(UNKNOWN),
  "Function.addFunctionUrl": () => fn().addFunctionUrl(UNKNOWN),
  "Function.addToRolePolicy": () => fn().addToRolePolicy(UNKNOWN),
  "ExecutionRole.allow": () => fn().role?.allow([UNKNOWN]),
  "Function.alarms": () => fn().alarms(TOPIC, UNKNOWN),
  "Alias.addFunctionUrl": () => alias().addFunctionUrl(UNKNOWN),
  "Alias.addToRolePolicy": () => alias().addToRolePolicy(UNKNOWN),
  "Alias.configureAsyncInvoke": () => alias().configureAsyncInvoke(UNKNOWN),
  "Alias.addAutoScaling": () => alias().addAutoScaling(UNKNOWN),
  "DomainName.addApiMapping": () => domain().addApiMapping(rest().deploymentStage, UNKNOWN),
  "EdgeDomainName.addApiMapping": () => edgeDomain().addApiMapping(rest().deploymentStage, UNKNOWN),
  "new HcpTerraformState": () => stateOf(new constructs.HcpTerraformState(UNKNOWN)),
  "new LocalState": () => stateOf(new constructs.LocalState(UNKNOWN)),
  "new S3State": () => stateOf(new constructs.S3State(UNKNOWN)),

  "new DynamoEventSource": () =>
    source((stack) => new constructs.DynamoEventSource(streamOf(stack), UNKNOWN)),
  "new KinesisEventSource": () =>
    source((stack) => new constructs.KinesisEventSource(streamOf(stack), UNKNOWN)),
  "new EventBridgeEventSource": () =>
    source(() => new constructs.EventBridgeEventSource("Id", UNKNOWN)),
  "new S3EventSource": () =>
    source((stack) => new constructs.S3EventSource(construct(stack), UNKNOWN)),
  "new ScheduleEventSource": () =>
    source(() => {
      const schedule = constructs.Schedule.rate(Duration.minutes(5));
      return new constructs.ScheduleEventSource("Id", schedule, UNKNOWN);
    }),
  "new SnsEventSource": () =>
    source((stack) => new constructs.SnsEventSource(construct(stack), UNKNOWN)),
  "new SqsEventSource": () =>
    source((stack) => new constructs.SqsEventSource(construct(stack) as never, UNKNOWN)),
  "Schedule.cron": () =>
    source(() => new constructs.ScheduleEventSource("Id", constructs.Schedule.cron(UNKNOWN))),

  "HttpApi.addRoute": () => http().addRoute("GET /", url({}), UNKNOWN),
  "HttpApi.addStage": () => http().addStage("v1", UNKNOWN),
  "HttpApi.alarms": () => http().alarms(TOPIC, UNKNOWN),
  "HttpStage.alarms": () => http().addStage("v1").alarms(TOPIC, UNKNOWN),
  "new HttpJwtAuthorizer": () => guarded(new constructs.HttpJwtAuthorizer(ANY, UNKNOWN)),
  "new HttpLambdaAuthorizer": () => guarded(new constructs.HttpLambdaAuthorizer(fn(), UNKNOWN)),
  "new HttpUserPoolAuthorizer": () =>
    guarded(new constructs.HttpUserPoolAuthorizer(RESOURCE, UNKNOWN)),
  "new HttpUrlIntegration": () => route(url(UNKNOWN)),
  "new HttpLambdaIntegration": () => route(new constructs.HttpLambdaIntegration(fn(), UNKNOWN)),
  "new HttpAlbIntegration": () => route(new constructs.HttpAlbIntegration(WITH_ARN, UNKNOWN)),
  "new HttpNlbIntegration": () => route(new constructs.HttpNlbIntegration(WITH_ARN, UNKNOWN)),
  "new HttpServiceDiscoveryIntegration": () =>
    route(new constructs.HttpServiceDiscoveryIntegration(WITH_ARN, UNKNOWN)),
  "new HttpAppConfigIntegration": () =>
    route(new constructs.HttpAppConfigIntegration(ANY, UNKNOWN)),
  "new HttpEventBridgeIntegration": () =>
    route(new constructs.HttpEventBridgeIntegration(ANY, UNKNOWN)),
  "new HttpKinesisIntegration": () => route(new constructs.HttpKinesisIntegration(ANY, UNKNOWN)),
  "new HttpSqsIntegration": () => route(new constructs.HttpSqsIntegration(ANY, UNKNOWN)),
  "new HttpStepFunctionsIntegration": () =>
    route(new constructs.HttpStepFunctionsIntegration(ANY, UNKNOWN)),

  "Resource.addMethod": () =>
    rest().root.addMethod("GET", new constructs.MockIntegration(), UNKNOWN),
  "Resource.addCorsPreflight": () => rest().root.addCorsPreflight(UNKNOWN),
  "RestApi.addGatewayResponse": () => rest().addGatewayResponse("THROTTLED", UNKNOWN),
  "RestApi.addModel": () => rest().addModel("Pet", UNKNOWN),
  "RestApi.addStage": () => rest().addStage("v2", UNKNOWN),
  "RestApi.alarms": () => rest().alarms(TOPIC, UNKNOWN),
  "Stage.alarms": () => rest().deploymentStage.alarms(TOPIC, UNKNOWN),
  "UsagePlan.addApiStage": () =>
    new constructs.UsagePlan(environment(), "Plan", {}).addApiStage(UNKNOWN),
  "new PolicyDocument": () =>
    new RestApi(environment(), "Api", {
      stageName: "v1",
      policy: new constructs.PolicyDocument(UNKNOWN),
    }),
  "new CognitoUserPoolsAuthorizer": () =>
    restGuarded(new constructs.CognitoUserPoolsAuthorizer([RESOURCE], UNKNOWN)),
  "new RequestAuthorizer": () => restGuarded(new constructs.RequestAuthorizer(fn(), UNKNOWN)),
  "new TokenAuthorizer": () => restGuarded(new constructs.TokenAuthorizer(fn(), UNKNOWN)),
  "new HttpIntegration": () => method(new constructs.HttpIntegration(ANY, UNKNOWN)),
  "new LambdaCustomIntegration": () =>
    method(new constructs.LambdaCustomIntegration(fn(), UNKNOWN)),
  "new LambdaIntegration": () => method(new constructs.LambdaIntegration(fn(), UNKNOWN)),
  "new MockIntegration": () => method(new constructs.MockIntegration(UNKNOWN)),
  "new AwsIntegration": () => method(new constructs.AwsIntegration(UNKNOWN)),
  "new DynamoDbIntegration": () => method(new constructs.DynamoDbIntegration(RESOURCE, UNKNOWN)),
  "new EventBridgeIntegration": () =>
    method(new constructs.EventBridgeIntegration(RESOURCE, UNKNOWN)),
  "new KinesisIntegration": () => method(new constructs.KinesisIntegration(RESOURCE, UNKNOWN)),
  "new S3Integration": () => method(new constructs.S3Integration(RESOURCE, UNKNOWN)),
  "new SnsIntegration": () => method(new constructs.SnsIntegration(RESOURCE, UNKNOWN)),
  "new SqsIntegration": () => method(new constructs.SqsIntegration(RESOURCE, UNKNOWN)),
  "new StepFunctionsIntegration": () =>
    method(new constructs.StepFunctionsIntegration(RESOURCE, UNKNOWN)),

  "WebSocketApi.addRoute": () => socket().addRoute("sendMessage", UNKNOWN),
  "WebSocketApi.addModel": () => socket().addModel("Pet", UNKNOWN),
  "WebSocketApi.addStage": () => socket().addStage("v2", UNKNOWN),
  "WebSocketApi.alarms": () => socket().alarms(TOPIC, UNKNOWN),
  "WebSocketStage.alarms": () => socket().addStage("v2").alarms(TOPIC, UNKNOWN),
  "new WebSocketLambdaAuthorizer": () =>
    new WebSocketApi(environment(), "Api", {
      stageName: "v1",
      connectRouteOptions: {
        integration: LAMBDA_OF_SOCKET(),
        authorizer: new constructs.WebSocketLambdaAuthorizer(fn(), UNKNOWN),
      },
    }),
  "new WebSocketAwsIntegration": () => message(new constructs.WebSocketAwsIntegration(UNKNOWN)),
  "new WebSocketHttpIntegration": () =>
    message(new constructs.WebSocketHttpIntegration(ANY, UNKNOWN)),
  "new WebSocketLambdaIntegration": () =>
    message(new constructs.WebSocketLambdaIntegration(fn(), UNKNOWN)),
  "new WebSocketMockIntegration": () => message(new constructs.WebSocketMockIntegration(UNKNOWN)),
};

function streamOf(stack: TerraformStack): never {
  return Object.assign(construct(stack), { streamArn: "", streamEnabledInput: true }) as never;
}

const PROPS = /(Props|Options|Settings|Statement|PerApiStage)$/;

test("each constructor and method of the package that takes props is listed here", () => {
  const values = new Set(Object.keys({ ...constructs, ...lambda }));
  const sites = publicSites()
    .filter(({ types }) => types.some((type) => PROPS.test(type)))
    .map(({ name }) => name)
    // Of an exported type, users get instances from methods.
    .filter((name) => !name.startsWith("new ") || values.has(name.slice("new ".length)));

  expect(Object.keys(SITES).sort()).toEqual(sites.sort());
});

test.each(Object.entries(SITES))("%s refuses a prop that it doesn't know", (_site, pass) => {
  expect(messageOf(pass)).toContain('name of a prop is "nonsense"; allowed: ');
});
