import type { InvocationResult, InvokeOptions } from "../../../../../local/lambda/lambda-service";
import type { PlainResources } from "../../../lambda/support/plain-stack";
import { FakeLambda, type FakeResponse } from "../../support/fake-lambda";
import { FUNCTION_URI, proxy, type TestApi } from "./serve";

type Block = PlainResources[string];

export const AUTHORIZER_URI = FUNCTION_URI.replace("function:fn", "function:auth");

export const EXECUTION_ARN = "arn:aws:execute-api:eu-west-1:123456789012:api1";

/** A policy with one statement. */
export const policy = (Effect: string, Resource: unknown = "*") => ({
  Version: "2012-10-17",
  Statement: [{ Action: "execute-api:Invoke", Effect, Resource }],
});

export const output = (more: object = {}) => ({
  principalId: "ann",
  policyDocument: policy("Allow"),
  ...more,
});

/** Two functions: `auth`, which authorizes requests, and the one behind the API. */
export class GuardedLambda extends FakeLambda {
  readonly auth: FakeLambda;

  constructor(response: FakeResponse = { returns: output() }) {
    super();
    this.auth = new FakeLambda(response);
  }

  override invoke(
    functionRef: string,
    payload: Buffer | string,
    options?: InvokeOptions,
  ): Promise<InvocationResult> {
    return functionRef.includes("function:auth")
      ? this.auth.invoke(functionRef, payload, options)
      : super.invoke(functionRef, payload, options);
  }
}

interface Guarded extends Omit<TestApi, "lambda" | "paths"> {
  /** Its URI is that of the function `auth`. */
  readonly authorizer?: object;
  /** Of the method GET /pets/{id}. */
  readonly operation?: object;
  readonly lambda?: GuardedLambda;
}

/** An API with an authorizer in its OpenAPI document, for GET and POST of /pets/{id}. */
export function guarded({ authorizer, operation, document, api, ...more }: Guarded): TestApi {
  const scheme = {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": {
      type: "token",
      authorizerUri: AUTHORIZER_URI,
      ...authorizer,
    },
  };
  const method = { ...proxy(), security: [{ users: [] }], ...operation };
  return {
    lambda: new GuardedLambda(),
    ...more,
    api: { execution_arn: EXECUTION_ARN, ...api },
    paths: { "/pets/{id}": { get: method, post: method } },
    document: {
      ...document,
      components: {
        securitySchemes: {
          users: scheme,
          key: { type: "apiKey", name: "x-api-key", in: "header" },
        },
      },
    },
  };
}

/** Separate resources for GET /pets of the API in WITHOUT_BODY. */
export function guardedResources(authorizer: Block, method: Block = {}): PlainResources {
  const pets = { rest_api_id: "api1", resource_id: "pets", http_method: "GET" };
  return {
    "aws_api_gateway_resource.pets": {
      id: "pets",
      rest_api_id: "api1",
      parent_id: "root",
      path_part: "pets",
    },
    "aws_api_gateway_authorizer.users": {
      id: "auth1",
      name: "users",
      rest_api_id: "api1",
      authorizer_uri: AUTHORIZER_URI,
      ...authorizer,
    },
    "aws_api_gateway_method.pets": {
      ...pets,
      authorization: "CUSTOM",
      authorizer_id: "auth1",
      ...method,
    },
    "aws_api_gateway_integration.pets": {
      ...pets,
      type: "AWS_PROXY",
      integration_http_method: "POST",
      uri: FUNCTION_URI,
    },
  };
}
