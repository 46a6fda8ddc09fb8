import { compare } from "../../../../local/review/compare";
import type { PlainResources } from "../../lambda/support/plain-stack";
import { proxied, side } from "../support/sides";

/** How a synthesised stack writes a value, or what an apply made of it. */
type Write = (reference: string, literal: string) => string;

const ACCOUNT = "999999999999";
const ARN = (service: string, path: string) => `arn:aws:${service}:eu-west-1:${ACCOUNT}:${path}`;
const FUNCTION = ARN("lambda", "function:pets-dev");
const INVOKE = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
const TABLE = ARN("dynamodb", "table/pets");
const URL = "https://w3b4p1abcd.execute-api.eu-west-1.amazonaws.com";
const POOL = ARN("cognito-idp", "userpool/eu-west-1_abc");

/** @param computed adds attributes that only an apply knows */
function stack(
  write: Write,
  computed: (attributes: PlainResources[string]) => PlainResources[string],
): PlainResources {
  const uri = write("${aws_lambda_function.Pets.invoke_arn}", INVOKE);
  const table = write("${aws_dynamodb_table.pets.arn}", TABLE);
  const web = write("${aws_apigatewayv2_api.Web.id}", "w3b4p1abcd");
  const policy = { Statement: { Effect: "Allow", Action: "dynamodb:GetItem", Resource: table } };
  const rest = proxied("-", { security: [{ pool: [] }] }, { uri });
  const scheme = {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "cognito_user_pools",
    "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: [POOL] },
  };
  const document = {
    openapi: "3.0.1",
    info: { title: "shop", version: "1" },
    paths: { "/pets": { get: rest } },
    components: { securitySchemes: { pool: scheme } },
  };
  return {
    "aws_dynamodb_table.pets": { name: "pets", ...computed({ arn: TABLE }) },
    "aws_iam_role.r": {
      name: "r",
      assume_role_policy: '{"Statement":[]}',
      ...computed({ arn: `arn:aws:iam::${ACCOUNT}:role/r` }),
    },
    "aws_iam_role_policy.p": { role: "r", policy: JSON.stringify(policy) },
    "aws_lambda_function.Pets": {
      function_name: "pets-dev",
      runtime: "python3.13",
      handler: "index.handler",
      filename: "index.zip",
      role: write("${aws_iam_role.r.arn}", `arn:aws:iam::${ACCOUNT}:role/r`),
      environment: {
        variables: {
          TABLE: table,
          URL: write("${aws_apigatewayv2_api.Web.api_endpoint}", URL),
        },
      },
      ...computed({ arn: FUNCTION, invoke_arn: INVOKE }),
    },
    "aws_apigatewayv2_api.Web": {
      name: "web",
      protocol_type: "HTTP",
      ...computed({
        id: "w3b4p1abcd",
        api_endpoint: URL,
        execution_arn: ARN("execute-api", "w3b4p1abcd"),
      }),
    },
    "aws_apigatewayv2_integration.i": {
      api_id: web,
      integration_type: "AWS_PROXY",
      integration_uri: uri,
      payload_format_version: "2.0",
      ...computed({ id: "int1234" }),
    },
    "aws_apigatewayv2_authorizer.a": {
      api_id: web,
      name: "a",
      authorizer_uri: uri,
      ...computed({ id: "auth12" }),
    },
    "aws_apigatewayv2_route.r": {
      api_id: web,
      route_key: "GET /pets",
      authorization_type: "CUSTOM",
      authorizer_id: write("${aws_apigatewayv2_authorizer.a.id}", "auth12"),
      target: `integrations/${write("${aws_apigatewayv2_integration.i.id}", "int1234")}`,
    },
    "aws_apigatewayv2_stage.s": { api_id: web, name: "$default", auto_deploy: true },
    "aws_lambda_permission.p": {
      action: "lambda:InvokeFunction",
      function_name: write("${aws_lambda_function.Pets.function_name}", FUNCTION),
      principal: "apigateway.amazonaws.com",
      source_arn: `${write(
        "${aws_apigatewayv2_api.Web.execution_arn}",
        ARN("execute-api", "w3b4p1abcd"),
      )}/*/*`,
    },
    "aws_api_gateway_rest_api.Shop": { name: "shop", body: JSON.stringify(document) },
  };
}

const synthesised = stack(
  (reference) => reference,
  () => ({}),
);
const deployed = stack(
  (_, literal) => literal,
  (attributes) => attributes,
);

test("what is deployed, with its IDs and ARNs, is the same as the stack that it comes from", async () => {
  const { apis, findings, permissions, functions, movedRequests } = await compare(
    side(deployed),
    side(synthesised),
  );

  expect(apis.map(({ change, unchangedRoutes }) => [change, unchangedRoutes])).toEqual([
    ["unchanged", 1],
    ["unchanged", 1],
  ]);
  expect([findings, permissions, functions, movedRequests]).toEqual([[], [], [], []]);
});

test("no ARN, ID or URL of what is deployed is in a report", async () => {
  const report = JSON.stringify([
    await compare(side(deployed), side({})),
    await compare(side({}), side(deployed)),
  ]);

  expect(report).toContain("aws_dynamodb_table.pets");
  expect(report).not.toMatch(/999999999999|w3b4p1abcd|auth12|int1234/);
});
