import { createDomains } from "../../../../local/domains";
import { createGateways } from "../../../../local/gateway/gateways";
import { withServer } from "../../../support/loopback-server";
import { send, type CaseRequest, type CaseResponse } from "../../cases/support/exchange";
import { FakeLambda } from "../../gateway/support/fake-lambda";
import type { FakeLog } from "../../gateway/support/fake-log";
import { servicesFor } from "../../gateway/support/services";
import { plainStack, type PlainResources } from "../../lambda/support/plain-stack";

type Block = PlainResources[string];

export const NAME = "api.example.com";
const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:fn";

export interface TestDomain {
  /** Attributes of the mapping; null for none. @default all paths, to the HTTP API's $default */
  readonly mapping?: Block | null;
  readonly resources?: PlainResources;
  /** @default api.example.com */
  readonly name?: string;
  readonly lambda?: FakeLambda;
  readonly log?: FakeLog;
}

/** An HTTP API with the stages $default and v1, and a REST API with the stage v0. */
const APIS: PlainResources = {
  "aws_apigatewayv2_api.http": { id: "http1", name: "http", protocol_type: "HTTP" },
  "aws_apigatewayv2_stage.default": { api_id: "http1", name: "$default", auto_deploy: true },
  "aws_apigatewayv2_stage.v1": { api_id: "http1", name: "v1", auto_deploy: true },
  "aws_apigatewayv2_integration.one": {
    id: "int1",
    api_id: "http1",
    integration_type: "AWS_PROXY",
    integration_uri: FUNCTION,
    payload_format_version: "2.0",
  },
  "aws_apigatewayv2_route.pet": {
    api_id: "http1",
    route_key: "GET /pets/{id}",
    target: "integrations/int1",
  },
  "aws_api_gateway_rest_api.rest": {
    id: "rest1",
    root_resource_id: "root",
    name: "rest",
    body: JSON.stringify({
      openapi: "3.0.1",
      paths: {
        "/pets/{id}": {
          get: {
            responses: {},
            "x-amazon-apigateway-integration": {
              type: "aws_proxy",
              httpMethod: "POST",
              uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
            },
          },
        },
      },
    }),
  },
  "aws_api_gateway_deployment.rest": { id: "dep1", rest_api_id: "rest1" },
  "aws_api_gateway_stage.rest": {
    rest_api_id: "rest1",
    deployment_id: "dep1",
    stage_name: "v0",
  },
};

function stackOf({ mapping = {}, resources = {} }: TestDomain) {
  const defaults = { domain_name: NAME, api_id: "http1", stage: "$default" };
  return plainStack("/", {
    ...APIS,
    "aws_apigatewayv2_domain_name.domain": { domain_name: NAME },
    ...(mapping && { "aws_apigatewayv2_api_mapping.one": { ...defaults, ...mapping } }),
    ...resources,
  });
}

export function warningsOf(test: TestDomain): readonly string[] {
  const stack = stackOf(test);
  const services = { ...servicesFor(stack, test), asksForCertificates: false };
  return createDomains(stack, createGateways(stack, services), services).warnings;
}

/** The response to a request for the domain. */
export function responseTo(test: TestDomain, request: Partial<CaseRequest>): Promise<CaseResponse> {
  const stack = stackOf(test);
  const services = { ...servicesFor(stack, test), asksForCertificates: false };
  const { gateways } = createDomains(stack, createGateways(stack, services), services);
  return withServer(
    (incoming, outgoing) => void gateways[0]?.handle(incoming, outgoing, test.name ?? NAME),
    (url) => send(url, "", { method: "GET", headers: { Host: test.name ?? NAME }, ...request }),
  );
}

/** The event that the function gets for a GET request. */
export async function eventOf(test: TestDomain, path: string): Promise<Record<string, unknown>> {
  const lambda = new FakeLambda();
  await responseTo({ ...test, lambda }, { path });
  return lambda.event;
}
