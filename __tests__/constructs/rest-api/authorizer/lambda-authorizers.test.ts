import type {
  Authorizer,
  lambda,
  RequestAuthorizerProps,
  TokenAuthorizerProps,
} from "../../../../constructs";
import {
  Duration,
  LambdaIntegration,
  MockIntegration,
  RequestAuthorizer,
  TokenAuthorizer,
} from "../../../../constructs";
import { only, synth } from "../../lambda/support";
import { messageOf } from "../../message-of";
import { invokeUri, restFixture } from "../support";
import { schemeOf } from "./support";

const authorizerUri = invokeUri("shop-dev-Hello");

test("a token authorizer doesn't cache, and reads the header Authorization, by default", () => {
  const [name, scheme] = schemeOf((fn) => new TokenAuthorizer(fn));

  expect(name).toMatch(/^Authorizer-Hello-[0-9a-f]{12}$/);
  expect(scheme).toEqual({
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": {
      type: "token",
      authorizerUri,
      authorizerResultTtlInSeconds: 0,
    },
  });
});

test("the settings of a token authorizer reach its security scheme", () => {
  const settings = {
    identitySource: "method.request.header.X-Token",
    validationRegex: "^Bearer [\\w-]{8,}$",
    resultsCacheTtl: Duration.hours(1),
  };

  const [, scheme] = schemeOf((fn) => new TokenAuthorizer(fn, settings));

  expect(scheme).toMatchObject({
    name: "X-Token",
    in: "header",
    "x-amazon-apigateway-authorizer": {
      authorizerResultTtlInSeconds: 3600,
      identityValidationExpression: "^Bearer [\\w-]{8,}$",
    },
  });
});

test.each<[RequestAuthorizerProps, object]>([
  [{}, { name: "Authorization", in: "header", source: "method.request.header.Authorization" }],
  [
    { identitySources: ["method.request.querystring.key"] },
    { name: "key", in: "query", source: "method.request.querystring.key" },
  ],
  [
    { identitySources: ["method.request.header.A", "method.request.querystring.b"] },
    {
      name: "Unused",
      in: "header",
      source: "method.request.header.A, method.request.querystring.b",
    },
  ],
  [
    { identitySources: ["context.identity.sourceIp"] },
    { name: "Unused", in: "header", source: "context.identity.sourceIp" },
  ],
  [{ identitySources: [] }, { name: "Unused", in: "header", source: undefined }],
])("a request authorizer with %j is a scheme as AWS exports it", (props, expected) => {
  const [, scheme] = schemeOf((fn) => new RequestAuthorizer(fn, props));

  const { source, ...parameter } = expected as { source?: string };
  expect(scheme).toEqual({
    type: "apiKey",
    ...parameter,
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": {
      type: "request",
      authorizerUri,
      authorizerResultTtlInSeconds: 0,
      ...(source === undefined ? {} : { identitySource: source }),
    },
  });
});

test("authorizers of the API may invoke the function, and stages wait for that permission", () => {
  const { api, fn, stack } = restFixture();
  const integration = new MockIntegration();
  api.root.addMethod("GET", integration, { authorizer: new TokenAuthorizer(fn) });
  api.root.addMethod("POST", integration, { authorizer: new RequestAuthorizer(fn) });

  const json = synth(stack);

  const [permission] = Object.keys(json.resource.aws_lambda_permission ?? {});
  expect(only(json, "aws_lambda_permission").source_arn).toBe(
    `\${aws_api_gateway_rest_api.${api.resource.friendlyUniqueId}.execution_arn}/authorizers/*`,
  );
  expect(only(json, "aws_api_gateway_stage").depends_on).toContain(
    `aws_lambda_permission.${permission}`,
  );
});

test("the permission of an authorizer is not that of an integration", () => {
  const { api, fn, stack } = restFixture();
  api.root.addMethod("GET", new LambdaIntegration(fn), { authorizer: new TokenAuthorizer(fn) });

  const permissions = Object.values(synth(stack).resource.aws_lambda_permission ?? {});

  expect(permissions.map(({ source_arn }) => String(source_arn).split("}/")[1]).toSorted()).toEqual(
    ["*/*", "authorizers/*"],
  );
});

type Create = (fn: lambda.Function) => Authorizer;

const token =
  (props: TokenAuthorizerProps): Create =>
  (fn) =>
    new TokenAuthorizer(fn, props);
const request =
  (props: RequestAuthorizerProps): Create =>
  (fn) =>
    new RequestAuthorizer(fn, props);

test.each<[string, Create, string]>([
  ["a query parameter", token({ identitySource: "method.request.querystring.t" }), "one method."],
  ["no mapping", token({ identitySource: "Authorization" }), "one method.request.header.<name>"],
  ["a token of CDKTF", token({ identitySource: "${var.source}" }), "known at synth"],
  ["a broken regex", token({ validationRegex: "(" }), "a regular expression of Java"],
  ["an empty regex", token({ validationRegex: "" }), "a regular expression of Java"],
  ["a day", token({ resultsCacheTtl: Duration.days(1) }), "whole seconds, from 0 to 3600"],
  ["a number", token({ resultsCacheTtl: 60 as never }), "Write Duration.seconds(60)."],
  ["a misspelling", token({ validationRegexp: "x" } as never), "Did you mean validationRegex of"],
  ["an HTTP API's source", request({ identitySources: ["$request.header.A"] }), "method.request"],
  ["two in one", request({ identitySources: ["context.a, context.b"] }), "one per entry"],
  ["a regex", request({ validationRegex: "x" } as never), "Remove validationRegex of the request"],
  [
    "a cache without a key",
    request({ identitySources: [], resultsCacheTtl: Duration.seconds(1) }),
    "0 seconds without an identity source",
  ],
  ["no function", () => new TokenAuthorizer("auth" as never), "a Lambda function"],
  ["no function", () => new RequestAuthorizer("auth" as never), "a Lambda function"],
])("a Lambda authorizer with %s is refused", (_what, create, message) => {
  const refusal = messageOf(() => schemeOf(create));

  expect(refusal).toMatch(/^dev\/Api: .*; allowed: .+\. .+[.?]$/s);
  expect(refusal).toContain(message);
});
