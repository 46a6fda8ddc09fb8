import { Testing } from "cdktf";
import type {
  HttpApiProps,
  HttpRouteOptions,
  MethodOptions,
  RestApiProps,
} from "../../../constructs";
import {
  EnvironmentStack,
  HttpApi,
  HttpIamAuthorizer,
  HttpJwtAuthorizer,
  HttpNoneAuthorizer,
  HttpUrlIntegration,
  IamAuthorizer,
  MockIntegration,
  RestApi,
} from "../../../constructs";

const jwt = new HttpJwtAuthorizer("https://issuer.example", { audience: ["notes"] });

function strictStack(): EnvironmentStack {
  const props = { app: "shop", region: "eu-west-1", requireAuthorizer: true };
  return new EnvironmentStack(Testing.app(), "prod", props);
}

function addRoute(routeKey: string, options?: HttpRouteOptions, props?: HttpApiProps): void {
  const api = new HttpApi(strictStack(), "Api", props);
  api.addRoute(routeKey, new HttpUrlIntegration("https://example.com"), options);
}

test.each<[string, HttpRouteOptions, HttpApiProps]>([
  ["GET /", {}, {}],
  ["$default", {}, {}],
  ["ANY /{proxy+}", { authorizationType: "NONE" }, {}],
  ["GET /health", { authorizer: new HttpNoneAuthorizer() }, { defaultAuthorizer: jwt }],
  ["GET /health", {}, { defaultAuthorizer: new HttpNoneAuthorizer() }],
])("requireAuthorizer refuses the public route %s of an HTTP API", (routeKey, options, props) => {
  expect(() => addRoute(routeKey, options, props)).toThrow(
    `prod/Api: authorizer of ${routeKey} is "NONE"; allowed: an authorizer or AWS_IAM, because ` +
      "the environment has requireAuthorizer: true. Set the route's authorizer or the API's " +
      "defaultAuthorizer.",
  );
});

test.each<[string, HttpRouteOptions, HttpApiProps]>([
  ["GET /", { authorizer: jwt }, {}],
  ["GET /", {}, { defaultAuthorizer: jwt }],
  ["GET /", { authorizer: new HttpIamAuthorizer() }, {}],
  ["OPTIONS /{proxy+}", { authorizer: new HttpNoneAuthorizer() }, { defaultAuthorizer: jwt }],
])("requireAuthorizer accepts the route %s with %j", (routeKey, options, props) => {
  expect(() => addRoute(routeKey, options, props)).not.toThrow();
});

function addMethod(method: string, options?: MethodOptions, props?: Partial<RestApiProps>): void {
  const api = new RestApi(strictStack(), "Api", { stageName: "v1", ...props });
  api.root.addMethod(method as "GET", new MockIntegration(), options);
}

const iam = new IamAuthorizer();

test.each<[string, MethodOptions, Partial<RestApiProps>]>([
  ["GET", {}, {}],
  ["ANY", { apiKeyRequired: true }, {}],
  ["GET", { authorizationType: "NONE" }, { defaultAuthorizer: iam }],
])("requireAuthorizer refuses the method %s with %j of a REST API", (method, options, props) => {
  expect(() => addMethod(method, options, props)).toThrow(
    `prod/Api: authorizer of ${method} / is "NONE"; allowed: an authorizer or AWS_IAM, because`,
  );
});

test.each<[string, MethodOptions, Partial<RestApiProps>]>([
  ["GET", { authorizer: iam }, {}],
  ["GET", {}, { defaultAuthorizer: iam }],
  ["OPTIONS", { authorizationType: "NONE" }, { defaultAuthorizer: iam }],
])("requireAuthorizer accepts the method %s with %j", (method, options, props) => {
  expect(() => addMethod(method, options, props)).not.toThrow();
});
