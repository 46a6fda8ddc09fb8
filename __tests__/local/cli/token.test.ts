import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { decodeJwt } from "jose";
import { command } from "../../../local/cli/commands/token";
import { Runner } from "../../../local/runner/runner";
import { startServer, type LoopbackServer } from "../../support/loopback-server";
import { runScript } from "../../support/run-command";
import { writeFileIn } from "../../support/write-file";
import { SILENT } from "../support/log-destination";
import { runInProcess } from "./support/run-in-process";

const ISSUER = "https://issuer.example";
const RESOURCE = {
  aws_apigatewayv2_api: { api: { name: "notes", protocol_type: "HTTP" } },
  aws_apigatewayv2_stage: {
    api: { api_id: "${aws_apigatewayv2_api.api.id}", name: "$default", auto_deploy: true },
  },
  aws_apigatewayv2_authorizer: {
    own: {
      api_id: "${aws_apigatewayv2_api.api.id}",
      name: "notes-issuer",
      authorizer_type: "JWT",
      identity_sources: ["$request.header.Authorization"],
      jwt_configuration: { issuer: ISSUER, audience: ["notes"] },
    },
  },
  aws_apigatewayv2_route: {
    api: {
      api_id: "${aws_apigatewayv2_api.api.id}",
      route_key: "GET /notes",
      target: "integrations/${aws_apigatewayv2_integration.api.id}",
      authorization_type: "JWT",
      authorization_scopes: ["notes/read"],
      authorizer_id: "${aws_apigatewayv2_authorizer.own.id}",
    },
  },
  aws_cognito_user_pool: { users: { name: "users" } },
  aws_cognito_user_pool_client: {
    app: { name: "app", user_pool_id: "${aws_cognito_user_pool.users.id}" },
  },
};

let stack: string;
let env: NodeJS.ProcessEnv;
let backend: LoopbackServer;
beforeAll(async () => {
  backend = await startServer((_, response) => response.end("reached"));
  stack = mkdtempSync(path.join(tmpdir(), "token-"));
  env = { ...process.env, XDG_STATE_HOME: path.join(stack, "state") };
  const integration = {
    api_id: "${aws_apigatewayv2_api.api.id}",
    integration_type: "HTTP_PROXY",
    integration_method: "ANY",
    integration_uri: backend.url,
  };
  const resource = { ...RESOURCE, aws_apigatewayv2_integration: { api: integration } };
  writeFileIn(stack, "cdk.tf.json", JSON.stringify({ resource }));
});
afterAll(() => backend.close());
afterEach(() => jest.restoreAllMocks());

const token = (...args: string[]) => runInProcess(command, [...args, stack], { env });

/** The status of the guarded route. */
async function statusWith(authorization: string, devTokens: boolean): Promise<number> {
  jest.replaceProperty(process, "env", env);
  const runner = await Runner.start(stack, { port: 0, log: SILENT, devTokens });
  try {
    const url = `${runner.endpoints[0]?.url}/notes`;
    return (await fetch(url, { headers: { authorization } })).status;
  } finally {
    await runner.close();
  }
}

test("the issuer may depend on a variable that the command line has", async () => {
  const folder = path.join(stack, "hcl");
  const configuration = `
    variable "issuer" {}
    resource "aws_apigatewayv2_authorizer" "a" {
      api_id            = "a"
      name              = "a"
      authorizer_type   = "JWT"
      jwt_configuration { issuer = var.issuer }
    }`;
  writeFileIn(folder, "main.tf", configuration);
  const args = ["a", folder, "--var", `issuer=${ISSUER}`];

  const { stdout } = await runScript("local/cli/main.ts token", args, "", { env });

  expect(decodeJwt(stdout).iss).toBe(ISSUER);
});

test("a token opens a guarded route of a runner that accepts it, and of no other", async () => {
  const { status, stdout } = await token("notes-issuer", "--scope", "notes/read");
  const without = await token("notes-issuer");
  expect(status).toBe(0);
  expect(await statusWith(`Bearer ${stdout.trim()}`, true)).toBe(200);
  expect(await statusWith(`Bearer ${without.stdout.trim()}`, true)).toBe(403);
  expect(await statusWith(`Bearer ${stdout.trim()}`, false)).toBe(401);
}, 60_000);

test("its claims are the authorizer's, or given", async () => {
  const claims = ["--claim", "sub=ana", "--claim", 'groups=["a","b"]', "--claim", "x=a=b"];
  const { stdout } = await token("aws_apigatewayv2_authorizer.own", ...claims, "--scope", "a");
  const { iat = 0, exp = 0, ...others } = decodeJwt(stdout);
  expect(others).toEqual({
    iss: ISSUER,
    aud: "notes",
    sub: "ana",
    scope: "a",
    groups: ["a", "b"],
    x: "a=b",
  });
  expect(exp - iat).toBe(3600);
});

test("a user pool's tokens name the pool and its client", async () => {
  const { iss, aud } = decodeJwt((await token("users")).stdout);
  expect(iss).toMatch(/^https:\/\/cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_\w{9}$/);
  expect(aud).toMatch(/^\w{26}$/);
});

test("an unknown name is refused with those that there are", async () => {
  const { status, stderr } = await token("other");
  expect([status, stderr]).toEqual([
    1,
    'no authorizer or user pool is named "other"; there are: notes-issuer, users\n',
  ]);
});

test("of several stacks, the one is used that the local runner of the folder serves", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "token-stacks-"));
  const stacks: Record<string, unknown> = {};
  for (const name of ["dev", "prod"]) {
    const synthesizedStackPath = `stacks/${name}/cdk.tf.json`;
    stacks[name] = { name, workingDirectory: `stacks/${name}`, synthesizedStackPath };
    const authorizer = { ...RESOURCE.aws_apigatewayv2_authorizer.own };
    authorizer.jwt_configuration = { issuer: `${ISSUER}/${name}`, audience: [name] };
    const resource = { ...RESOURCE, aws_apigatewayv2_authorizer: { own: authorizer } };
    writeFileIn(folder, `cdktf.out/${synthesizedStackPath}`, JSON.stringify({ resource }));
  }
  writeFileIn(folder, "cdktf.out/manifest.json", JSON.stringify({ stacks }));
  const cwd = jest.spyOn(process, "cwd").mockReturnValue(path.join(folder, "cdktf.out"));
  const runner = await Runner.start(path.join(folder, "cdktf.out/stacks/prod"), {
    port: 0,
    log: SILENT,
  });
  cwd.mockRestore();

  const inFolder = { env, cwd: path.join(folder, "cdktf.out") };
  const { stdout, stderr } = await runInProcess(command, ["notes-issuer"], inFolder);
  await runner.close();

  expect(stderr).toBe("For the stack prod, which the local runner serves.\n");
  expect(decodeJwt(stdout).iss).toBe(`${ISSUER}/prod`);
});

test("the function of a Lambda authorizer is refused with what it means", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "token-lambda-"));
  const authorizer_uri = "${aws_lambda_function.authz.invoke_arn}";
  const resource = {
    aws_lambda_function: { authz: { function_name: "dev-authz" } },
    aws_apigatewayv2_authorizer: {
      own: { api_id: "a", name: "own", authorizer_type: "REQUEST", authorizer_uri },
    },
  };
  writeFileIn(folder, "cdk.tf.json", JSON.stringify({ resource }));

  const { status, stderr } = await runInProcess(command, ["dev-authz", folder], { env });

  expect([status, stderr]).toEqual([
    1,
    '"dev-authz" is a Lambda authorizer: its function decides which tokens it accepts. Tokens are ' +
      "made for JWT authorizers and user pools only\n",
  ]);
});

test("an authorizer is listed by the construct that it is the only one of", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "token-path-"));
  const metadata = { path: "dev/Api/Authorizer-Jwt-54228a581e3a", uniqueId: "own" };
  const own = { ...RESOURCE.aws_apigatewayv2_authorizer.own, "//": { metadata } };
  const resource = { ...RESOURCE, aws_apigatewayv2_authorizer: { own } };
  writeFileIn(folder, "cdk.tf.json", JSON.stringify({ resource }));

  const { stderr } = await runInProcess(command, ["nope", folder], { env });

  expect(stderr).toMatch(/; there are: Api, users\n$/);
});

test("a state folder that can't be written is named, with what to do", async () => {
  const file = path.join(stack, "cdk.tf.json");
  const { status, stderr } = await runInProcess(command, ["notes-issuer", stack], {
    env: { ...env, XDG_STATE_HOME: file },
  });

  expect(status).toBe(1);
  expect(stderr).toMatch(
    /\/cdktf-lambda-api\/\S+ can't be created: ENOTDIR.*\. Set XDG_STATE_HOME to a folder that you may write\.\n$/,
  );
});

test.each([
  [[]],
  [["a", "b", "c"]],
  [["users", ".", "--claim", "sub"]],
  [["users", ".", "--claim", "exp=tomorrow"]],
])("%j is misuse", async (args) => {
  expect((await runInProcess(command, args)).status).toBe(2);
});
