import type { PlainResources } from "../../../lambda/support/plain-stack";
import { httpApi, invokeArn, lambdaFunction, proxied, restApi, type HttpRoute } from "../sides";

const POOL = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/";
const AUTHORIZER = { id: "auth1", api_id: "${aws_apigatewayv2_api.Web.id}" };
const JWT = { authorizer_id: "auth1", authorization_type: "JWT" };

/** An HTTP API of `GET /pets`. */
export const web = (route: HttpRoute = {}, ...more: PlainResources[]): PlainResources =>
  Object.assign({}, httpApi({ "GET /pets": route }), ...more) as PlainResources;
export const webApi = (api: PlainResources[string]) => httpApi({ "GET /pets": {} }, { api });
export const guarded = (route: PlainResources[string], ...more: PlainResources[]) =>
  web({ route: { ...JWT, ...route } }, ...more);
export const jwt = (issuer: string, audience: string[]): PlainResources => ({
  "aws_apigatewayv2_authorizer.a": {
    ...AUTHORIZER,
    jwt_configuration: { issuer, audience },
  },
});
export const custom = (fn: string, identity_sources: string[]): PlainResources =>
  web(
    { route: { authorizer_id: "auth1", authorization_type: "CUSTOM" } },
    {
      "aws_apigatewayv2_authorizer.a": {
        ...AUTHORIZER,
        authorizer_uri: invokeArn(fn),
        identity_sources,
      },
    },
  );
export const cognito = (...pools: string[]): PlainResources =>
  shop(
    { security: [{ pool: [] }] },
    {
      components: {
        securitySchemes: {
          pool: {
            type: "apiKey",
            name: "Authorization",
            in: "header",
            "x-amazon-apigateway-authtype": "cognito_user_pools",
            "x-amazon-apigateway-authorizer": {
              type: "cognito_user_pools",
              providerARNs: pools.map((pool) => `${POOL}${pool}`),
            },
          },
        },
      },
    },
  );

const VALIDATORS = {
  "x-amazon-apigateway-request-validators": {
    all: { validateRequestBody: true, validateRequestParameters: true },
  },
};

/** A REST API of `POST /pets`. */
export function shop(operation: object = {}, document: object = {}): PlainResources {
  return restApi({ "/pets": { post: proxied("Pets", operation) } }, { document });
}

export function withBody(schema: object): PlainResources {
  const operation = {
    requestBody: { content: { "application/json": { schema } } },
    "x-amazon-apigateway-request-validator": "all",
  };
  return shop(operation, VALIDATORS);
}

export function withParameter(required: boolean): PlainResources {
  const operation = {
    parameters: [{ in: "header", name: "X-Id", required, schema: { type: "string" } }],
    "x-amazon-apigateway-request-validator": "all",
  };
  return shop(operation, VALIDATORS);
}

export function mapped(integration: object, responses: object = {}): PlainResources {
  const settings = {
    type: "aws",
    httpMethod: "POST",
    uri: invokeArn("Pets"),
    responses: { default: { statusCode: "200" } },
    ...integration,
  };
  return restApi({
    "/pets": { post: { responses, "x-amazon-apigateway-integration": settings } },
  });
}

export const custom400 = { "400.*": { statusCode: "400" }, default: { statusCode: "200" } };
export const HEADERS = { "200": { headers: { "X-Total": { schema: { type: "string" } } } } };
export const WITH_HEADER = {
  responses: {
    default: {
      statusCode: "200",
      responseParameters: { "method.response.header.X-Total": "'1'" },
    },
  },
};
export const cors = (cors_configuration: PlainResources[string]) => webApi({ cors_configuration });
export const types = (...binary: string[]) =>
  shop({}, { "x-amazon-apigateway-binary-media-types": binary });
export const throttled = (throttling_rate_limit: number) =>
  httpApi({ "GET /pets": {} }, { stage: { default_route_settings: { throttling_rate_limit } } });
export const fn = (attributes: PlainResources[string]) => lambdaFunction("Pets", attributes);
export const url = (authorization_type?: string): PlainResources => ({
  ...fn({}),
  ...(authorization_type && {
    "aws_lambda_function_url.Pets": { function_name: "Pets", authorization_type },
  }),
});
export const role = (Action: string, Resource = "arn:aws:s3:::b/*"): PlainResources => ({
  "aws_iam_role.r": { name: "r", assume_role_policy: '{"Statement":[]}' },
  "aws_iam_role_policy.p": {
    role: "r",
    policy: JSON.stringify({ Statement: { Effect: "Allow", Action, Resource } }),
  },
});

export const NOTHING: PlainResources = {};
export const body = (property: object, more: object = {}) =>
  withBody({ type: "object", properties: { name: property }, ...more });

/** A WebSocket API of `$connect`. */
export const websocketApi = (api_key_required: boolean): PlainResources => {
  const api_id = "${aws_apigatewayv2_api.Chat.id}";
  return {
    "aws_apigatewayv2_api.Chat": { name: "chat", protocol_type: "WEBSOCKET" },
    "aws_apigatewayv2_stage.Chat": { api_id, name: "v1" },
    "aws_apigatewayv2_route.c": { api_id, route_key: "$connect", api_key_required },
  };
};
