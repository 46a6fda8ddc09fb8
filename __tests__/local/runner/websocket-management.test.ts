import type { Runner } from "../../../local/runner/runner";
import { connectTo } from "../gateway/websocket-api/support/client";
import { RunnerFixture } from "./support/runner-fixture";

/** As on AWS: the endpoint is what the event names, and nothing else is set. */
const NODE = `
import { ApiGatewayManagementApiClient, PostToConnectionCommand }
  from "@aws-sdk/client-apigatewaymanagementapi";
export const handler = async ({ requestContext: { domainName, stage, connectionId } }) => {
  const client = new ApiGatewayManagementApiClient({ endpoint: "https://" + domainName + "/" + stage });
  await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: "from node" }));
  return { statusCode: 200 };
};
`;
const PYTHON = `
import boto3
def handler(event, context):
    called = event["requestContext"]
    endpoint = "https://" + called["domainName"] + "/" + called["stage"]
    client = boto3.client("apigatewaymanagementapi", endpoint_url=endpoint)
    client.post_to_connection(ConnectionId=called["connectionId"], Data=b"from python")
    return {"statusCode": 200}
`;
const FUNCTIONS = {
  node: { "index.mjs": NODE },
  python: { "index.py": PYTHON },
};
const RUNTIMES = { node: "nodejs22.x", python: "python3.11" };
type Name = keyof typeof FUNCTIONS;
const NAMES = Object.keys(FUNCTIONS) as Name[];

const fixture = new RunnerFixture();
let runner: Runner;
beforeAll(async () => {
  for (const name of NAMES) {
    for (const [file, content] of Object.entries(FUNCTIONS[name])) {
      fixture.file(`${name}/${file}`, content);
    }
  }
  fixture.file("cdk.tf.json", JSON.stringify(stack()));
  runner = await fixture.start();
});
afterAll(() => fixture.close());

test.each(NAMES)(
  "a %s handler posts to its connection with AWS's client, at the host of its event",
  async (name) => {
    const [endpoint] = runner.endpoints;
    const client = await connectTo(endpoint?.url ?? "");
    const reply = await client.exchange(JSON.stringify({ action: name }));
    await client.close();

    expect(reply).toBe(`from ${name}`);
  },
  20_000,
);

test("a client connects by wss too", async () => {
  const url = (runner.endpoints[0]?.url ?? "").replace("ws:", "wss:");
  const client = await connectTo(url, {}, { rejectUnauthorized: false });

  expect(await client.close(1000, "done")).toEqual({ code: 1000, reason: "done" });
});

/** A WebSocket API with a route to each function, whose role may post to connections. */
function stack(): object {
  const api_id = "${aws_apigatewayv2_api.chat.id}";
  const each = (block: (name: Name) => object) =>
    Object.fromEntries(NAMES.map((name) => [name, block(name)]));
  const statement = {
    Effect: "Allow",
    Action: "execute-api:ManageConnections",
    Resource: "${aws_apigatewayv2_api.chat.execution_arn}/dev/POST/@connections/*",
  };
  return {
    data: {
      archive_file: each((name) => ({
        type: "zip",
        source_dir: name,
        output_path: `${name}.zip`,
      })),
    },
    resource: {
      aws_iam_role: { chat: { name: "chat", assume_role_policy: "{}" } },
      aws_iam_role_policy: {
        chat: {
          role: "${aws_iam_role.chat.name}",
          policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
        },
      },
      aws_lambda_function: each((name) => ({
        function_name: name,
        runtime: RUNTIMES[name],
        handler: "index.handler",
        timeout: 20,
        role: "${aws_iam_role.chat.arn}",
        filename: `\${data.archive_file.${name}.output_path}`,
      })),
      aws_lambda_permission: each((name) => ({
        function_name: name,
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
      })),
      aws_apigatewayv2_api: {
        chat: {
          name: "chat",
          protocol_type: "WEBSOCKET",
          route_selection_expression: "$request.body.action",
        },
      },
      aws_apigatewayv2_stage: { chat: { api_id, name: "dev", auto_deploy: true } },
      aws_apigatewayv2_integration: each((name) => ({
        api_id,
        integration_type: "AWS_PROXY",
        integration_uri: `\${aws_lambda_function.${name}.invoke_arn}`,
      })),
      aws_apigatewayv2_route: each((name) => ({
        api_id,
        route_key: name,
        target: `integrations/\${aws_apigatewayv2_integration.${name}.id}`,
      })),
    },
  };
}
