import type { ApiGateway } from "../../../../../local/gateway/gateway";
import { createGateways } from "../../../../../local/gateway/gateways";
import type { GatewayServices } from "../../../../../local/gateway/services";
import type { CaseRequest, CaseResponse } from "../../../cases/support/exchange";
import { plainStack, type PlainResources } from "../../../lambda/support/plain-stack";
import type { FakeLambda } from "../../support/fake-lambda";
import type { FakeLog } from "../../support/fake-log";
import { declared } from "./declared";
import { firstOf, responsesFrom } from "../../support/responses";
import { servicesFor } from "../../support/services";

export { header, text } from "../../support/response";

type Block = PlainResources[string];

export interface TestApi {
  /** The OpenAPI paths of the API. */
  readonly paths?: object;
  /** More of the OpenAPI document. */
  readonly document?: object;
  /** More attributes of the API. */
  readonly api?: Block;
  /** More attributes of the stage, whose name is `dev`. */
  readonly stage?: Block;
  readonly resources?: PlainResources;
  readonly lambda?: FakeLambda;
  readonly log?: FakeLog;
  /** Chooses the requests of a canary. */
  readonly random?: () => number;
  readonly credentials?: GatewayServices["credentials"];
  readonly sourceIp?: string;
  readonly tokens?: GatewayServices["tokens"];
  readonly clientIdentity?: GatewayServices["clientIdentity"];
  readonly aws?: GatewayServices["aws"];
  /** What private integrations call, by address. */
  readonly targets?: Readonly<Record<string, string>>;
  /** It needs a log that records steps. */
  readonly accessLog?: GatewayServices["accessLog"];
}

export const FUNCTION_URI =
  "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:fn/invocations";

/** The API, without a body: for tests of separate resources. */
export const WITHOUT_BODY: PlainResources = {
  "aws_api_gateway_rest_api.api": { id: "api1", root_resource_id: "root", name: "test" },
};

/** A stack of one API, `aws_api_gateway_rest_api.api`, given as OpenAPI, with one stage. */
export function gatewayOf(test: TestApi): ApiGateway {
  const [gateway] = gatewaysOf(test);
  if (!gateway) {
    throw new Error("The stack has no API.");
  }
  return gateway;
}

/** As many APIs as the resources add to that one. */
export function gatewaysOf(test: TestApi): ApiGateway[] {
  const body = { openapi: "3.0.1", paths: test.paths ?? {}, ...test.document };
  const stack = plainStack("/", {
    "aws_api_gateway_rest_api.api": {
      id: "api1",
      root_resource_id: "root",
      name: "test",
      // API Gateway's own ${…}, as Terraform writes it.
      body: JSON.stringify(body).split("${").join("$${"),
      ...test.api,
    },
    "aws_api_gateway_deployment.api": { id: "dep1", rest_api_id: "api1" },
    "aws_api_gateway_stage.stage": {
      rest_api_id: "api1",
      deployment_id: "dep1",
      stage_name: "dev",
      ...test.stage,
    },
    ...test.resources,
  });
  return createGateways(stack, servicesFor(stack, test));
}

/** The response to a request within the stage. */
export async function responseTo(
  test: TestApi,
  request: Partial<CaseRequest> = {},
): Promise<CaseResponse> {
  return firstOf(await responsesTo(test, [request]));
}

/** The responses to requests that are sent one after the other. */
export function responsesTo(
  test: TestApi,
  requests: readonly Partial<CaseRequest>[],
): Promise<CaseResponse[]> {
  return responsesOf(gatewayOf(test), requests);
}

export function responsesOf(
  gateway: ApiGateway,
  requests: readonly Partial<CaseRequest>[],
): Promise<CaseResponse[]> {
  return responsesFrom(gateway, "/dev", requests);
}

export function integrationOf(integration: object, operation: object = {}): object {
  return { ...declared(integration, operation), "x-amazon-apigateway-integration": integration };
}

/** A method whose proxy integration is the fake function. */
export function proxy(operation: object = {}): object {
  return integrationOf({ type: "aws_proxy", httpMethod: "POST", uri: FUNCTION_URI }, operation);
}

/** A method with a custom integration of the fake function. */
export function custom(integration: object = {}, operation: object = {}): object {
  const responses = { default: { statusCode: "200" } };
  return integrationOf(
    { type: "aws", httpMethod: "POST", uri: FUNCTION_URI, responses, ...integration },
    operation,
  );
}

/** A method with a MOCK integration: status 200, with a template for the body. */
export function mock(template: string, integration: object = {}, operation: object = {}): object {
  return integrationOf(
    {
      type: "mock",
      requestTemplates: { "application/json": '{"statusCode": 200}' },
      responses: {
        default: { statusCode: "200", responseTemplates: { "application/json": template } },
      },
      ...integration,
    },
    operation,
  );
}
