import {
  HttpApi,
  HttpJwtAuthorizer,
  HttpLambdaIntegration,
  HttpNoneAuthorizer,
  HttpUserPoolAuthorizer,
  type HttpRouteAuthorizer,
} from "../../constructs";
import { serve, type LocalApi } from "../../local/testing";
import { environment, nodeFunction, type GuardedEvent } from "./support/stack";
import { createPoolIssuer, publishing, USER_POOL } from "./support/user-pool";

const AUTHORIZERS: readonly [string, HttpRouteAuthorizer][] = [
  ["JWT", new HttpJwtAuthorizer(`https://${USER_POOL.endpoint}`, { audience: ["app"] })],
  ["user pool", new HttpUserPoolAuthorizer(USER_POOL, { userPoolClients: [{ id: "app" }] })],
];

describe.each(AUTHORIZERS)("an HTTP API with a %s authorizer", (_, defaultAuthorizer) => {
  const issuer = createPoolIssuer();
  let api: LocalApi;
  beforeAll(async () => {
    api = await serve(guarded(defaultAuthorizer), {
      functions: { Notes: () => ({ statusCode: 200 }) },
      upstreams: publishing(issuer),
    });
  });

  const send = async (route: string, claims?: object) =>
    api.fetch<GuardedEvent>(route, {
      headers: claims && { authorization: `Bearer ${await issuer.sign(claims)}` },
    });

  test("passes the claims of a valid token to the function", async () => {
    const response = await send("GET /notes", { sub: "bob", "cognito:groups": ["a", "b"] });

    expect(response.status).toBe(200);
    expect(response.event.requestContext.authorizer).toMatchObject({
      jwt: { claims: { sub: "bob", "cognito:groups": "[a b]" }, scopes: null },
    });
  });

  test.each<[string, string, object | undefined, number]>([
    ["no token", "GET /notes", undefined, 401],
    ["a token for another audience", "GET /notes", { aud: "other" }, 401],
    ["a token that has expired", "GET /notes", { exp: 1_700_000_000 }, 401],
    ["a token without the route's scope", "POST /notes", { scope: "notes/read" }, 403],
    ["a token with the route's scope", "POST /notes", { scope: "notes/write" }, 200],
    ["no token on a public route", "GET /health", undefined, 200],
  ])("responds to %s on %s (%j) with %i", async (_what, route, claims, status) => {
    expect((await send(route, claims)).status).toBe(status);
  });
});

function guarded(defaultAuthorizer: HttpRouteAuthorizer) {
  const stack = environment();
  const api = new HttpApi(stack, "Api", { defaultAuthorizer });
  const integration = new HttpLambdaIntegration(nodeFunction(stack, "Notes"));
  api.addRoute("GET /notes", integration);
  api.addRoute("POST /notes", integration, { authorizationScopes: ["notes/write"] });
  api.addRoute("GET /health", integration, { authorizer: new HttpNoneAuthorizer() });
  return stack;
}
