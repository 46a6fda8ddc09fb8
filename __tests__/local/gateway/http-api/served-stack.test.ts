import { withServer } from "../../../support/loopback-server";
import { send, type CaseResponse, type CaseRequest } from "../../cases/support/exchange";
import { withServedStack } from "../../cases/support/serve-stack";
import type { Block } from "../../cases/support/stack-builder";
import { text } from "../support/response";

const api_id = "${aws_apigatewayv2_api.api.id}";

/** A stack as Terraform reads it, in which `$${` stands for API Gateway's own `${`. */
function terraform(integration: Block, stage_variables: Block): Block {
  return {
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_stage: {
        stage: { api_id, name: "$default", auto_deploy: true, stage_variables },
      },
      aws_apigatewayv2_integration: {
        backend: {
          api_id,
          integration_type: "HTTP_PROXY",
          integration_method: "ANY",
          ...integration,
        },
      },
      aws_apigatewayv2_route: {
        any: {
          api_id,
          route_key: "ANY /{proxy+}",
          target: "integrations/${aws_apigatewayv2_integration.backend.id}",
        },
      },
    },
  };
}

function served(integration: Block, request: CaseRequest): Promise<CaseResponse> {
  return withServer(
    (incoming, outgoing) =>
      outgoing.setHeader("X-Seen", incoming.headers["x-out"] ?? "").end(incoming.url),
    (backend) =>
      withServedStack(
        { terraform: terraform(integration, { host: new URL(backend).host }), files: new Map() },
        ({ url }) => send(url, "", request),
      ),
  );
}

const URI = { integration_uri: "http://$${stageVariables.host}/base" };

test("API Gateway's expressions are unescaped as by Terraform", async () => {
  const got = await served(
    {
      ...URI,
      request_parameters: {
        "overwrite:path": "/v1/$${request.path.proxy}",
        "append:header.x-out": "$context.routeKey",
      },
      response_parameters: [
        { status_code: "200", mappings: { "append:header.x-new": "$${response.header.x-seen}!" } },
      ],
    },
    { method: "GET", path: "/pets/1" },
  );

  expect(text(got)).toBe("/v1/pets/1");
  expect(got.headers).toContainEqual(["X-New", "ANY /{proxy+}!"]);
});

test("headers over the limit of Node.js get API Gateway's response too", async () => {
  const got = await served(URI, {
    method: "GET",
    path: "/a",
    headers: { "x-a": "a".repeat(20_000) },
  });

  expect([got.status, text(got)]).toEqual([431, '{"message":"Request Header Fields Too Large"}']);
});
