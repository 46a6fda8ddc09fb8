import { CognitoUserPoolsAuthorizer, LambdaIntegration, RestApi } from "../../constructs";
import { serve, type LocalApi } from "../../local/testing";
import { environment, nodeFunction, type GuardedEvent } from "./support/stack";
import { createPoolIssuer, publishing, USER_POOL } from "./support/user-pool";

const issuer = createPoolIssuer();
let api: LocalApi;
beforeAll(async () => {
  api = await serve(guarded(), {
    functions: { Notes: () => ({ statusCode: 200 }) },
    upstreams: publishing(issuer),
  });
});

const send = async (route: string, claims?: object) =>
  api.fetch<GuardedEvent>(route, {
    headers: claims && { authorization: await issuer.sign(claims) },
  });

test("a REST API passes the claims of an ID token to the function", async () => {
  const response = await send("GET /notes", { token_use: "id", exp: 4_000_000_000 });

  expect(response.status).toBe(200);
  expect(response.event.requestContext.authorizer).toMatchObject({
    claims: { sub: "ana", token_use: "id", exp: "Tue Oct 02 07:06:40 UTC 2096" },
  });
});

const ACCESS = { token_use: "access", scope: "notes/write" };
test.each<[string, string, object | undefined, number]>([
  ["no token", "GET /notes", undefined, 401],
  ["an access token where the method has no scopes", "GET /notes", ACCESS, 401],
  ["an access token with the method's scope", "POST /notes", ACCESS, 200],
  ["an ID token where the method has scopes", "POST /notes", { token_use: "id" }, 401],
  ["no token where the method has no authorizer", "GET /health", undefined, 200],
])("%s on %s (%j) gets %i", async (_, route, claims, status) => {
  expect((await send(route, claims)).status).toBe(status);
});

function guarded() {
  const stack = environment();
  const rest = new RestApi(stack, "Api", {
    stageName: "v1",
    defaultAuthorizer: new CognitoUserPoolsAuthorizer([USER_POOL]),
  });
  const integration = new LambdaIntegration(nodeFunction(stack, "Notes"));
  const notes = rest.root.addResource("notes");
  notes.addMethod("GET", integration);
  notes.addMethod("POST", integration, { authorizationScopes: ["notes/write"] });
  rest.root.addResource("health").addMethod("GET", integration, { authorizationType: "NONE" });
  return stack;
}
