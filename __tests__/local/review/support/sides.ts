import type { Side } from "../../../../local/review/describe";
import { plainStack, type PlainResources } from "../../lambda/support/plain-stack";

type Block = PlainResources[string];

/** A side of these resources, by address. */
export function side(...resources: readonly PlainResources[]): Side {
  return { name: "dev", stack: plainStack("/", Object.assign({}, ...resources) as PlainResources) };
}

/** A function, `aws_lambda_function.NAME`. */
export function lambdaFunction(name: string, attributes: Block = {}): PlainResources {
  return {
    [`aws_lambda_function.${name}`]: {
      function_name: name,
      runtime: "python3.13",
      handler: "index.handler",
      filename: "index.zip",
      role: "arn:aws:iam::123456789012:role/role",
      ...attributes,
    },
  };
}

export interface HttpRoute {
  /** Name of a function. @default "Pets" */
  readonly to?: string;
  readonly route?: Block;
  readonly integration?: Block;
}

interface HttpApi {
  readonly api?: Block;
  readonly stage?: Block;
}

/** An HTTP API, `aws_apigatewayv2_api.Web`, of routes by their keys. */
export function httpApi(
  routes: Readonly<Record<string, HttpRoute>>,
  { api, stage }: HttpApi = {},
): PlainResources {
  const api_id = "${aws_apigatewayv2_api.Web.id}";
  const entries = Object.entries(routes).flatMap(
    ([route_key, { to = "Pets", route, integration }], at): [string, Block][] => [
      [
        `aws_apigatewayv2_integration.i${at}`,
        {
          api_id,
          integration_type: "AWS_PROXY",
          integration_uri: functionArn(to),
          payload_format_version: "2.0",
          ...integration,
        },
      ],
      [
        `aws_apigatewayv2_route.r${at}`,
        {
          api_id,
          route_key,
          target: `integrations/\${aws_apigatewayv2_integration.i${at}.id}`,
          ...route,
        },
      ],
    ],
  );
  return {
    "aws_apigatewayv2_api.Web": { name: "web", protocol_type: "HTTP", ...api },
    "aws_apigatewayv2_stage.Web": { api_id, name: "$default", auto_deploy: true, ...stage },
    ...Object.fromEntries(entries),
  };
}

interface RestApi {
  readonly api?: Block;
  readonly stage?: Block;
  /** More of the document. */
  readonly document?: object;
}

/** A REST API, `aws_api_gateway_rest_api.Shop`, of the paths of an OpenAPI document. */
export function restApi(
  paths: Readonly<Record<string, object>>,
  { api, stage, document }: RestApi = {},
): PlainResources {
  const rest_api_id = "${aws_api_gateway_rest_api.Shop.id}";
  const body = { openapi: "3.0.1", info: { title: "shop", version: "1" }, paths, ...document };
  return {
    "aws_api_gateway_rest_api.Shop": {
      name: "shop",
      body: JSON.stringify(body),
      endpoint_configuration: { types: ["REGIONAL"] },
      ...api,
    },
    "aws_api_gateway_deployment.Shop": { rest_api_id },
    "aws_api_gateway_stage.Shop": {
      rest_api_id,
      stage_name: "v1",
      deployment_id: "${aws_api_gateway_deployment.Shop.id}",
      ...stage,
    },
  };
}

/** An operation of a document with a Lambda proxy integration. */
export function proxied(to: string, operation: object = {}, integration: object = {}): object {
  return {
    ...operation,
    "x-amazon-apigateway-integration": {
      type: "aws_proxy",
      httpMethod: "POST",
      uri: invokeArn(to),
      ...integration,
    },
  };
}

export function functionArn(name: string): string {
  return `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
}

export function invokeArn(name: string): string {
  return `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn(name)}/invocations`;
}
