import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { decodeJwt } from "jose";
import { CognitoUserPoolsAuthorizer, MockIntegration, RestApi } from "../../../constructs";
import { command } from "../../../local/cli/commands/token";
import { Runner } from "../../../local/runner/runner";
import { stackFolder, type StackFolder } from "../../../local/testing/stack-folder";
import { environment } from "../../served/support/stack";
import { SILENT } from "../support/log-destination";
import { runInProcess } from "./support/run-in-process";

let folder: StackFolder;
let env: NodeJS.ProcessEnv;
let runner: Runner;
beforeAll(async () => {
  folder = stackFolder(guarded());
  env = { ...process.env, XDG_STATE_HOME: mkdtempSync(path.join(tmpdir(), "token-")) };
  jest.replaceProperty(process, "env", env);
  runner = await Runner.start(folder.path, { port: 0, log: SILENT, devTokens: true });
});
afterAll(async () => {
  await runner.close();
  folder.remove();
  jest.restoreAllMocks();
});

async function token(...args: string[]): Promise<string> {
  const { stdout, stderr } = await runInProcess(command, [...args, folder.path], { env });
  return stdout.trim() || stderr;
}

async function statusOf(method: string, authorization: string): Promise<number> {
  const url = `${runner.endpoints[0]?.url}/notes`;
  return (await fetch(url, { method, headers: { authorization } })).status;
}

test("without scopes, an authorizer of a REST API gets an ID token, named as in the table of routes", async () => {
  const { access = "" } = runner.apis[0]?.routes[0] ?? {};

  const idToken = await token(access);

  expect(await statusOf("GET", idToken)).toBe(200);
  expect(await statusOf("POST", idToken)).toBe(401);
});

test("with scopes, it gets an access token, also by the API's construct", async () => {
  const accessToken = await token("Api", "--scope", "notes/write");

  expect(await statusOf("GET", accessToken)).toBe(401);
  expect(await statusOf("POST", accessToken)).toBe(200);
});

test("its claims are the pool's, whether the pool or the authorizer is named", async () => {
  const claims = { token_use: "id", aud: expect.stringMatching(/^\w{26}$/) as string };

  const ofPool = decodeJwt(await token("Users"));
  const ofAuthorizer = decodeJwt(await token("Api"));

  expect(ofPool).toMatchObject(claims);
  expect([ofAuthorizer.iss, ofAuthorizer.aud]).toEqual([ofPool.iss, ofPool.aud]);
});

function guarded() {
  const stack = environment();
  const pool = new CognitoUserPool(stack, "Users", { name: "users" });
  new CognitoUserPoolClient(stack, "App", { name: "app", userPoolId: pool.id });
  const api = new RestApi(stack, "Api", {
    stageName: "v1",
    defaultAuthorizer: new CognitoUserPoolsAuthorizer([pool]),
  });
  const notes = api.root.addResource("notes");
  notes.addMethod("GET", new MockIntegration());
  notes.addMethod("POST", new MockIntegration(), { authorizationScopes: ["notes/write"] });
  return stack;
}
