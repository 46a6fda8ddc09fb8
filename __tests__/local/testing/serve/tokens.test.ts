import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import {
  CognitoUserPoolsAuthorizer,
  HttpApi,
  HttpJwtAuthorizer,
  HttpUrlIntegration,
  MockIntegration,
  RestApi,
} from "../../../../constructs";
import { serve, type LocalApi } from "../../../../local/testing";
import { environment } from "../../../served/support/stack";

const UPSTREAM = "https://backend.example";

describe("a token of a served stack", () => {
  let api: LocalApi;
  beforeAll(async () => {
    const upstreams = { [UPSTREAM]: () => new Response("served") };
    api = await serve(guarded(), { upstreams });
  });

  const statusOf = async (route: string, token: string, name = "Notes") => {
    const headers = { authorization: token };
    return (await api.fetch(route, { api: name, headers })).status;
  };

  test("opens the routes of a JWT authorizer, as far as its scopes reach", async () => {
    const token = await api.token("Notes", { scope: "notes/read" });

    expect(await statusOf("GET /", token)).toBe(200);
    expect(await statusOf("PUT /", token)).toBe(403);
    expect(await statusOf("GET /", "none")).toBe(401);
  });

  test("has claims that replace those that the authorizer asks for", async () => {
    const token = await api.token("Notes", { scope: "notes/read", aud: "others" });

    expect(await statusOf("GET /", token)).toBe(401);
  });

  test("of a user pool is an ID token, or with a scope an access token", async () => {
    const idToken = await api.token("Users");
    const accessToken = await api.token("Users", { scope: "notes/write" });

    expect(await statusOf("GET /", idToken, "Admin")).toBe(200);
    expect(await statusOf("POST /", idToken, "Admin")).toBe(401);
    expect(await statusOf("POST /", accessToken, "Admin")).toBe(200);
  });

  test("is refused with the names that there are if nothing has its name", async () => {
    await expect(api.token("guests")).rejects.toThrow(/guests.*Notes.*Users/s);
  });
});

test("a token of one served stack opens no other", async () => {
  const first = await serve(guarded());
  const second = await serve(guarded());
  const headers = { authorization: await first.token("Users") };

  expect((await first.fetch("GET /", { api: "Admin", headers })).status).toBe(200);
  expect((await second.fetch("GET /", { api: "Admin", headers })).status).toBe(401);
});

function guarded() {
  const stack = environment();
  const integration = new HttpUrlIntegration(UPSTREAM);
  const http = new HttpApi(stack, "Notes", {
    defaultAuthorizer: new HttpJwtAuthorizer("https://issuer.example", { audience: ["notes"] }),
  });
  http.addRoute("GET /", integration, { authorizationScopes: ["notes/read"] });
  http.addRoute("PUT /", integration, { authorizationScopes: ["notes/write"] });

  const pool = new CognitoUserPool(stack, "Users", { name: "users" });
  new CognitoUserPoolClient(stack, "App", { name: "app", userPoolId: pool.id });
  const defaultAuthorizer = new CognitoUserPoolsAuthorizer([pool]);
  const rest = new RestApi(stack, "Admin", { stageName: "v1", defaultAuthorizer });
  rest.root.addMethod("GET", new MockIntegration());
  rest.root.addMethod("POST", new MockIntegration(), { authorizationScopes: ["notes/write"] });
  return stack;
}
