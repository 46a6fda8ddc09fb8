import { createGateways } from "../../../local/gateway/gateways";
import { readFunctions } from "../../../local/lambda/config/read-functions";
import { TABLES } from "../../../local/parity/types";
import { plainStack, type PlainResources } from "../lambda/support/plain-stack";
import { problemsOf } from "../gateway/support/problems";
import { servicesFor } from "../gateway/support/services";

const FUNCTION_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:f";

/** One resource of each type that the runner refuses attributes of, and what makes it be read. */
const RESOURCES: PlainResources = {
  "aws_apigatewayv2_api.x": { id: "http", name: "http", protocol_type: "HTTP" },
  "aws_apigatewayv2_integration.x": {
    id: "integration",
    api_id: "http",
    integration_type: "AWS_PROXY",
    integration_uri: FUNCTION_ARN,
  },
  "aws_apigatewayv2_route.x": {
    api_id: "http",
    route_key: "$default",
    target: "integrations/integration",
  },
  "aws_api_gateway_rest_api.x": { id: "rest", name: "rest", root_resource_id: "root" },
  "aws_api_gateway_rest_api_policy.x": { rest_api_id: "rest" },
  "aws_api_gateway_rest_api_put.x": { rest_api_id: "rest" },
  "aws_api_gateway_deployment.x": { id: "deployment", rest_api_id: "rest" },
  "aws_api_gateway_stage.x": {
    rest_api_id: "rest",
    deployment_id: "deployment",
    stage_name: "dev",
  },
  "aws_lambda_function.x": {
    function_name: "f",
    runtime: "nodejs22.x",
    handler: "index.handler",
    filename: "f.zip",
  },
};

const refused = Object.entries(TABLES).flatMap(([type, table]) =>
  Object.entries(table)
    .filter(([, { kind }]) => kind === "refused")
    .map(([name]) => [type, name] as const),
);

/** Reads a stack as the runner does at start: its functions, then its APIs. @returns the problems */
function read(resources: PlainResources): string[] {
  const stack = plainStack("/", resources);
  const unsupported = readFunctions(stack).unsupported.map(({ reason }) => reason);
  return [...unsupported, ...problemsOf(...createGateways(stack, servicesFor(stack)))];
}

test.each(refused)("%s with %s is refused by its address", (type, name) => {
  const address = `${type}.x`;
  const setting = { ...RESOURCES[address], [name]: [{ x: "y" }] };

  expect(read(RESOURCES)).toEqual([]);
  expect(read({ ...RESOURCES, [address]: setting })).toEqual([
    expect.stringMatching(new RegExp(`^${type}\\.x[.:] ?${name}`)),
  ]);
});

test("a long value is shortened", () => {
  const body = "x".repeat(1000);
  const put = { ...RESOURCES["aws_api_gateway_rest_api_put.x"], body };

  expect(read({ ...RESOURCES, "aws_api_gateway_rest_api_put.x": put })).toEqual([
    expect.stringContaining(
      `aws_api_gateway_rest_api_put.x: body is "${"x".repeat(80)}…". The local runner`,
    ),
  ]);
});
