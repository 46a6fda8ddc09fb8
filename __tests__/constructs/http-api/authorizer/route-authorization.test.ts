import type { HttpApiProps, HttpRouteOptions } from "../../../../constructs";
import {
  AuthorizationType,
  HttpIamAuthorizer,
  HttpNoneAuthorizer,
  HttpUrlIntegration,
} from "../../../../constructs";
import { messageOf } from "../../message-of";
import { count } from "../support";
import { authorizerReference, jwt, routeOf, synthRoutes } from "./support";

const DEFAULTS: HttpApiProps = {
  defaultAuthorizer: jwt(),
  defaultAuthorizationScopes: ["notes/read"],
};

test("a route without options has the API's default authorizer and scopes", () => {
  const json = synthRoutes({ "GET /notes": {}, $default: {} }, DEFAULTS);

  for (const routeKey of ["GET /notes", "$default"]) {
    expect(routeOf(json, routeKey)).toMatchObject({
      authorization_type: "JWT",
      authorizer_id: authorizerReference(json),
      authorization_scopes: ["notes/read"],
    });
  }
});

test("without a default authorizer, a route without options is public", () => {
  const json = synthRoutes({ "GET /": {} });

  expect(routeOf(json, "GET /")).not.toHaveProperty("authorization_type");
});

test.each<[string, HttpRouteOptions, string]>([
  ["HttpNoneAuthorizer", { authorizer: new HttpNoneAuthorizer() }, "NONE"],
  ["AuthorizationType.NONE", { authorizationType: AuthorizationType.NONE }, "NONE"],
  ["HttpIamAuthorizer", { authorizer: new HttpIamAuthorizer() }, "AWS_IAM"],
  ["AuthorizationType.IAM", { authorizationType: AuthorizationType.IAM }, "AWS_IAM"],
])("%s on a route replaces the default authorizer and its scopes", (_name, options, type) => {
  const json = synthRoutes({ "GET /health": options }, DEFAULTS);

  const route = routeOf(json, "GET /health");
  expect(route.authorization_type).toBe(type);
  expect(route).not.toHaveProperty("authorizer_id");
  expect(route).not.toHaveProperty("authorization_scopes");
});

test("another authorizer on a route doesn't inherit the default scopes", () => {
  const json = synthRoutes({ "GET /admin": { authorizer: jwt("admin") } }, DEFAULTS);

  expect(count(json, "aws_apigatewayv2_authorizer")).toBe(2);
  expect(routeOf(json, "GET /admin")).not.toHaveProperty("authorization_scopes");
});

test.each([
  [["notes/write"], ["notes/write"]],
  [[], undefined],
])("a route's own scopes %j replace the default scopes", (authorizationScopes, expected) => {
  const json = synthRoutes({ "PUT /notes": { authorizationScopes } }, DEFAULTS);

  expect(routeOf(json, "PUT /notes").authorization_scopes).toEqual(expected);
});

test.each<[HttpRouteOptions, HttpApiProps, string]>([
  [{ authorizationScopes: ["a"] }, {}, "scopes only with a JWT authorizer"],
  [
    { authorizer: new HttpIamAuthorizer(), authorizationScopes: ["a"] },
    DEFAULTS,
    "scopes only with a JWT authorizer",
  ],
  [
    { authorizationScopes: Array.from({ length: 11 }, (_, at) => `s${at}`) },
    DEFAULTS,
    "0 to 10 scopes",
  ],
  [{ authorizationScopes: ["x".repeat(65)] }, DEFAULTS, "1 to 64 characters"],
  [{ authorizationScopes: [""] }, DEFAULTS, "1 to 64 characters"],
  [
    { authorizer: jwt(), authorizationType: "NONE" },
    {},
    "either authorizationType or authorizer. Remove one",
  ],
  [{ authorizationType: "JWT" as "NONE" }, {}, 'of GET / is "JWT"; allowed: NONE, AWS_IAM'],
  [{ authorizer: {} as never }, {}, "allowed: an authorizer of an HTTP API"],
  [{ authorizer: new HttpUrlIntegration("https://a.example") as never }, {}, "an authorizer of"],
])("the options %j of a route are refused", (options, props, message) => {
  expect(messageOf(() => synthRoutes({ "GET /": options }, props))).toContain(message);
});

test.each<[HttpApiProps, string]>([
  [{ defaultAuthorizationScopes: ["a"] }, "scopes only with a JWT authorizer"],
  [{ defaultAuthorizer: {} as never }, "dev/HttpApi: defaultAuthorizer is {}; allowed: an auth"],
  [{ ...DEFAULTS, defaultAuthorizationScopes: [" ".repeat(65)] }, "1 to 64 characters"],
])("the defaults %j are refused", (props, message) => {
  expect(messageOf(() => synthRoutes({}, props))).toContain(message);
});
