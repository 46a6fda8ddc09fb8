import { readFileSync } from "node:fs";
import path from "node:path";
import { RunnerFixture } from "./support/runner-fixture";

jest.setTimeout(30_000);

const ROLE = "arn:aws:iam::123456789012:role/elsewhere";

interface Stack {
  resource: Record<string, Record<string, Record<string, unknown>>>;
}

let fixture: RunnerFixture;
beforeEach(() => {
  fixture = new RunnerFixture();
  const code = 'def handler(event, context):\n    return {"statusCode": 200, "body": "ok"}\n';
  fixture.write({ fn: { files: { "index.py": code } } });
});
afterEach(() => fixture.close());

function change(edit: (resource: Stack["resource"]) => void): void {
  const stack = JSON.parse(readFileSync(path.join(fixture.folder, "cdk.tf.json"), "utf8")) as Stack;
  edit(stack.resource);
  fixture.file("cdk.tf.json", JSON.stringify(stack));
}

test("a role that another stack owns is warned of once, at start, and its requests are served", async () => {
  change((resource) => {
    for (const integration of Object.values(resource["aws_apigatewayv2_integration"] ?? {})) {
      integration["credentials_arn"] = ROLE;
    }
    for (const integration of Object.values(resource["aws_api_gateway_integration"] ?? {})) {
      integration["credentials"] = ROLE;
    }
  });

  const { warnings } = await fixture.start({ isolated: true });

  expect(warnings.filter((warning) => warning.includes(ROLE))).toHaveLength(1);
  for (const api of ["HTTP API", "REST API"] as const) {
    expect((await fetch(`${fixture.url(api)}/fn`)).status).toBe(200);
  }
});

test("a request that AWS would deny leaves the missing permission in the log", async () => {
  change((resource) => delete resource["aws_lambda_permission"]);
  await fixture.start({ isolated: true });

  const statuses = await Promise.all(
    (["HTTP API", "REST API"] as const).map(
      async (api) => (await fetch(`${fixture.url(api)}/fn`)).status,
    ),
  );
  await fixture.close();

  expect(statuses).toEqual([500, 500]);
  expect(fixture.log).toMatch(
    /GET \/fn 500 \S+ ms \(ANY \/fn → fn\): no aws_lambda_permission lets API Gateway invoke/,
  );
  expect(fixture.log).toContain(
    'source_arn = "${aws_api_gateway_rest_api.rest.execution_arn}/*/*"',
  );
});

test("permissions for the account that the runner is given let API Gateway invoke functions", async () => {
  const account = "210987654321";
  change(({ aws_lambda_permission: permissions = {} }) =>
    Object.values(permissions).forEach((permission) =>
      Object.assign(permission, { source_arn: `arn:aws:execute-api:*:${account}:*` }),
    ),
  );
  const status = async () => (await fetch(`${fixture.url("REST API")}/fn`)).status;

  const runner = await fixture.start({ accountId: account });

  expect(await status()).toBe(200);
  expect(runner.problems).toEqual([]);
});
