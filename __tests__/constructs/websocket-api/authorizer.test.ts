import { Testing } from "cdktf";
import type { WebSocketApiProps, WebSocketRouteOptions } from "../../../constructs";
import {
  EnvironmentStack,
  HttpIamAuthorizer,
  lambda,
  WebSocketApi,
  WebSocketIamAuthorizer,
  WebSocketLambdaAuthorizer,
  WebSocketLambdaIntegration,
} from "../../../constructs";
import { count } from "../http-api/support";
import type { Synthesised } from "../lambda/support";
import { environment, INLINE, only, synth } from "../lambda/support";
import { messageOf } from "../message-of";
import { fixture, routeOf } from "./support";

const named = (stack: EnvironmentStack, id: string) => new lambda.Function(stack, id, INLINE);

/** An API of these options for `$connect`. */
function connecting(
  options: (guard: lambda.Function) => Partial<WebSocketRouteOptions>,
  stack = environment(),
  props: Partial<WebSocketApiProps> = {},
): Synthesised {
  const integration = new WebSocketLambdaIntegration(named(stack, "Chat"));
  new WebSocketApi(stack, "Api", {
    stageName: "v1",
    connectRouteOptions: { integration, ...options(named(stack, "Guard")) },
    ...props,
  });
  return synth(stack);
}

test("a Lambda authorizer guards $connect, with none of the settings that AWS refuses", () => {
  const json = connecting((fn) => ({ authorizer: new WebSocketLambdaAuthorizer(fn) }));

  const [authorizer] = Object.keys(json.resource.aws_apigatewayv2_authorizer ?? {});
  expect(only(json, "aws_apigatewayv2_authorizer")).toEqual({
    api_id: expect.stringMatching(/aws_apigatewayv2_api/) as string,
    authorizer_type: "REQUEST",
    authorizer_uri: expect.stringMatching(/Guard.*\.invoke_arn/) as string,
    identity_sources: ["route.request.header.Authorization"],
    lifecycle: { create_before_destroy: true },
    name: expect.stringMatching(/^[\w-]+$/) as string,
  });
  expect(routeOf(json, "$connect")).toMatchObject({
    authorization_type: "CUSTOM",
    authorizer_id: `\${aws_apigatewayv2_authorizer.${authorizer}.id}`,
  });
});

test("the API may invoke the authorizer's function as this authorizer only", () => {
  const json = connecting((fn) => ({ authorizer: new WebSocketLambdaAuthorizer(fn) }));

  const sources = Object.values(json.resource.aws_lambda_permission ?? {}).map(
    ({ source_arn: source }) => source,
  );
  expect(sources).toEqual([
    expect.stringMatching(/\/authorizers\/\$\{aws_apigatewayv2_authorizer\..*\.id\}$/),
    expect.stringMatching(/\/\*\/\*$/),
  ]);
});

test("the deployment has the authorizer in its hash", () => {
  const json = connecting((fn) => ({ authorizer: new WebSocketLambdaAuthorizer(fn) }));

  const { locals } = json as unknown as { locals: Record<string, Record<string, object>> };
  expect(Object.keys(Object.values(locals)[0] ?? {})).toContainEqual(
    expect.stringMatching(/^aws_apigatewayv2_authorizer\./),
  );
});

test("an IAM authorizer needs no resource", () => {
  const json = connecting(() => ({ authorizer: new WebSocketIamAuthorizer() }));

  expect(routeOf(json, "$connect").authorization_type).toBe("AWS_IAM");
  expect(count(json, "aws_apigatewayv2_authorizer")).toBe(0);
});

test.each([
  "route.request.querystring.token",
  "route.request.header.X-Token_1.a",
  "context.connectionId",
  "stageVariables.tenant",
])("the identity source %s is accepted", (source) => {
  const json = connecting((fn) => ({
    authorizer: new WebSocketLambdaAuthorizer(fn, { identitySource: [source] }),
  }));

  expect(only(json, "aws_apigatewayv2_authorizer").identity_sources).toEqual([source]);
});

test.each([
  ["$request.header.Authorization", "Write route.request.header.Authorization."],
  ["method.request.querystring.token", "Write route.request.querystring.token."],
  ["$context.routeKey", "Write context.routeKey."],
  ["route.request.stageVariables.x", "Write stageVariables.x."],
  ["Authorization", 'Write one per entry, like "route.request.header.Authorization".'],
  ["route.request.header.a,route.request.header.b", "Write one per entry"],
])("the identity source %s, which AWS refuses, is refused", (source, fix) => {
  const message = messageOf(() =>
    connecting((fn) => ({
      authorizer: new WebSocketLambdaAuthorizer(fn, { identitySource: [source] }),
    })),
  );

  expect(message).toContain(
    `dev/Api: identitySource of the Lambda authorizer is "${source}"; allowed: route.request.header.<name>`,
  );
  expect(message).toContain(fix);
});

test("an identity source that no connection has is refused", () => {
  const identitySource = ["context.eventType"];

  expect(
    messageOf(() =>
      connecting((fn) => ({ authorizer: new WebSocketLambdaAuthorizer(fn, { identitySource }) })),
    ),
  ).toContain("Remove it: with it, every connection gets 401.");
});

test.each<[string, Partial<WebSocketRouteOptions>]>([
  ["authorizer", { authorizer: new WebSocketIamAuthorizer() }],
  ["apiKeyRequired", { apiKeyRequired: true }],
])("%s on a route of messages is refused", (option, options) => {
  const { api, integration } = fixture();

  expect(messageOf(() => api.addRoute("a", { integration, ...options }))).toContain(
    `${option} of a is`,
  );
  expect(messageOf(() => api.addRoute("a", { integration, ...options }))).toContain(
    "allowed: only on $connect, because a client is authorized when it connects. Set it in connectRouteOptions.",
  );
});

test("an authorizer of another kind of API is refused", () => {
  const authorizer = new HttpIamAuthorizer() as never;

  expect(messageOf(() => connecting(() => ({ authorizer })))).toContain(
    "allowed: an authorizer of a WebSocket API, e.g. new WebSocketLambdaAuthorizer(fn)",
  );
});

test("$connect can require an API key, from the header or from the authorizer", () => {
  const json = connecting(() => ({ apiKeyRequired: true }), environment(), {
    apiKeySelectionExpression: "$context.authorizer.usageIdentifierKey",
  });

  expect(routeOf(json, "$connect").api_key_required).toBe(true);
  expect(only(json, "aws_apigatewayv2_api").api_key_selection_expression).toBe(
    "$context.authorizer.usageIdentifierKey",
  );
});

test("another place for the API key is refused", () => {
  const apiKeySelectionExpression = "$request.querystring.key" as "$request.header.x-api-key";

  expect(messageOf(() => fixture({ apiKeySelectionExpression }))).toContain(
    "allowed: $request.header.x-api-key, $context.authorizer.usageIdentifierKey",
  );
});

const strict = () =>
  new EnvironmentStack(Testing.app(), "prod", {
    app: "shop",
    region: "eu-west-1",
    requireAuthorizer: true,
  });

test("requireAuthorizer refuses a $connect that everyone may call, also with an API key", () => {
  expect(messageOf(() => connecting(() => ({ apiKeyRequired: true }), strict()))).toContain(
    'prod/Api: authorizer of $connect is "NONE"; allowed: an authorizer or AWS_IAM, because the ' +
      "environment has requireAuthorizer: true. Set the authorizer of connectRouteOptions.",
  );
});

test("requireAuthorizer refuses an API without $connect, to which every client may connect", () => {
  const stack = strict();
  const integration = new WebSocketLambdaIntegration(named(stack, "Chat"));
  new WebSocketApi(stack, "Api", { stageName: "v1", defaultRouteOptions: { integration } });

  expect(messageOf(() => Testing.synth(stack, true))).toContain(
    "[prod/Api] the API has no route $connect; allowed: one with an authorizer",
  );
});

test("requireAuthorizer accepts a guarded $connect and its routes", () => {
  const authorizer = new WebSocketIamAuthorizer();

  expect(() => connecting(() => ({ authorizer }), strict())).not.toThrow();
});
