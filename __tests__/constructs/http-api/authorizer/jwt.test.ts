import type { HttpJwtAuthorizerProps } from "../../../../constructs";
import { HttpJwtAuthorizer } from "../../../../constructs";
import { only } from "../../lambda/support";
import { messageOf } from "../../message-of";
import { count } from "../support";
import { authorizerReference, ISSUER, jwt, routeOf, synthRoutes } from "./support";

test("a JWT authorizer is a resource of the API, and its route refers to it", () => {
  const json = synthRoutes({ "GET /notes": { authorizer: jwt() } });

  const [api] = Object.keys(json.resource.aws_apigatewayv2_api ?? {});
  expect(only(json, "aws_apigatewayv2_authorizer")).toEqual({
    api_id: `\${aws_apigatewayv2_api.${api}.id}`,
    authorizer_type: "JWT",
    identity_sources: ["$request.header.Authorization"],
    jwt_configuration: { audience: ["notes"], issuer: ISSUER },
    lifecycle: { create_before_destroy: true },
    name: expect.stringMatching(/^Authorizer-Jwt-[0-9a-f]{12}$/) as string,
  });
  expect(routeOf(json, "GET /notes")).toMatchObject({
    authorization_type: "JWT",
    authorizer_id: authorizerReference(json),
  });
  expect(routeOf(json, "GET /notes")).not.toHaveProperty("authorization_scopes");
});

test("a token may come from a query string instead", () => {
  const identitySource = "$request.querystring.token";
  const authorizer = new HttpJwtAuthorizer(ISSUER, { audience: ["notes"], identitySource });

  const json = synthRoutes({ "GET /": { authorizer } });

  expect(only(json, "aws_apigatewayv2_authorizer").identity_sources).toEqual([identitySource]);
});

test("routes with equal authorizers share one resource", () => {
  const shared = jwt();

  const json = synthRoutes({
    "GET /a": { authorizer: shared },
    "GET /b": { authorizer: shared },
    "GET /c": { authorizer: jwt() },
  });

  expect(count(json, "aws_apigatewayv2_authorizer")).toBe(1);
});

test("authorizers for different audiences are two resources with different names", () => {
  const json = synthRoutes({
    "GET /a": { authorizer: jwt("a") },
    "GET /b": { authorizer: jwt("b") },
  });

  const authorizers = Object.values(json.resource.aws_apigatewayv2_authorizer ?? {});
  expect(new Set(authorizers.map(({ name }) => name)).size).toBe(2);
});

test("an authorizer keeps its address when routes and other authorizers are added", () => {
  const before = synthRoutes({ "GET /a": { authorizer: jwt("a") } });
  const after = synthRoutes({
    "GET /b": { authorizer: jwt("b") },
    "GET /a": { authorizer: jwt("a") },
  });

  expect(after.resource.aws_apigatewayv2_authorizer).toMatchObject(
    before.resource.aws_apigatewayv2_authorizer ?? {},
  );
});

test.each<[string, Partial<HttpJwtAuthorizerProps>, string]>([
  ["http://issuer.example", {}, "an https:// URL without a query"],
  ["issuer.example", {}, "an https:// URL without a query"],
  ["https://issuer.example?tenant=1", {}, "an https:// URL without a query"],
  ["https://user@issuer.example", {}, "an https:// URL without a query"],
  [`${ISSUER}/.well-known/openid-configuration`, {}, "without /.well-known/openid-configuration"],
  [ISSUER, { audience: [] }, "1 to 50 values"],
  [ISSUER, { audience: Array.from({ length: 51 }, (_, at) => `a${at}`) }, "1 to 50 values"],
  [ISSUER, { audience: [""] }, "values that are not empty"],
  [ISSUER, { audience: undefined }, "audience of the JWT authorizer is missing"],
  [ISSUER, { audience: "notes" as never }, "a list, each item a string"],
  [ISSUER, { identitySource: "Authorization" }, "one $request.header.<name> or"],
  [ISSUER, { identitySource: "$request.body.token" }, "one $request.header.<name> or"],
  [ISSUER, { identitySource: "$request.header.a, $request.header.b" }, "one $request.header"],
  [ISSUER, { identitySource: ["$request.header.a"] as never }, "allowed: a string"],
])("a JWT authorizer for %s with %j is refused", (issuer, props, allowed) => {
  const authorizer = new HttpJwtAuthorizer(issuer, { audience: ["notes"], ...props });

  const message = messageOf(() => synthRoutes({ "GET /": { authorizer } }));

  expect(message).toMatch(/^dev\/HttpApi: \w+ of the JWT authorizer is .*; allowed: .+\. .+\.$/s);
  expect(message).toContain(allowed);
});

test.each([
  "https://tenant.eu.auth0.com/",
  "https://issuer.example:8443/realms/a",
  "${var.issuer}",
])("%s is an issuer", (issuer) => {
  const authorizer = new HttpJwtAuthorizer(issuer, { audience: ["notes"] });

  const json = synthRoutes({ "GET /": { authorizer } });

  expect(only(json, "aws_apigatewayv2_authorizer").jwt_configuration).toMatchObject({ issuer });
});
