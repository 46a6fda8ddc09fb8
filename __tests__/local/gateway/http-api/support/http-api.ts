import type { AwsAccess } from "../../../../../local/gateway/common/service-integration/aws-access";
import type { ApiGateway } from "../../../../../local/gateway/gateway";
import { createGateways } from "../../../../../local/gateway/gateways";
import type { Credentials } from "../../../../../local/iam/sigv4";
import type { JwtVerifier } from "../../../../../local/jwt";
import type { LambdaService } from "../../../../../local/lambda";
import { withServer } from "../../../../support/loopback-server";
import type { CaseRequest, CaseResponse } from "../../../cases/support/exchange";
import { plainStack, type PlainResources } from "../../../lambda/support/plain-stack";
import { FakeLambda } from "../../support/fake-lambda";
import type { FakeLog } from "../../support/fake-log";
import { text } from "../../support/response";
import { firstOf, responsesFrom } from "../../support/responses";
import { servicesFor } from "../../support/services";

type Block = PlainResources[string];

export interface TestApi {
  /** @default "$default" */
  readonly routeKey?: string;
  /** More attributes of each resource. */
  readonly api?: Block;
  readonly route?: Block;
  readonly integration?: Block;
  /** The stage's name is `$default` unless this gives another; null for none. */
  readonly stage?: Block | null;
  readonly resources?: PlainResources;
  readonly lambda?: LambdaService;
  readonly log?: FakeLog;
  readonly tokens?: JwtVerifier;
  readonly credentials?: Credentials;
  readonly aws?: AwsAccess;
  /** What private integrations call, by address. */
  readonly targets?: Readonly<Record<string, string>>;
  /** It needs a log that records steps. */
  readonly accessLog?: (line: string) => void;
}

const API = "aws_apigatewayv2_api.api";
const STAGE = { api_id: "api1", name: "$default", auto_deploy: true };

/** An HTTP API, `aws_apigatewayv2_api.api`, of one route and one stage over the function `fn`. */
export function gatewayOf(test: TestApi): ApiGateway {
  const { stage = {} } = test;
  const stack = plainStack("/", {
    [API]: { id: "api1", name: "test", protocol_type: "HTTP", ...test.api },
    ...(stage && { "aws_apigatewayv2_stage.stage": { ...STAGE, ...stage } }),
    "aws_apigatewayv2_integration.integration": {
      id: "int1",
      api_id: "api1",
      integration_type: "AWS_PROXY",
      integration_uri: "arn:aws:lambda:eu-west-1:123456789012:function:fn",
      payload_format_version: "2.0",
      ...test.integration,
    },
    "aws_apigatewayv2_route.route": {
      api_id: "api1",
      route_key: test.routeKey ?? "$default",
      target: "integrations/int1",
      ...test.route,
    },
    ...test.resources,
  });
  const [gateway] = createGateways(stack, servicesFor(stack, test));
  if (!gateway) {
    throw new Error("The stack has no API.");
  }
  return gateway;
}

/** The response to a request; its path is as sent, with the stage. */
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
  return responsesFrom(gatewayOf(test), "", requests);
}

/** The event that the function gets for a request. */
export async function eventOf(
  test: Omit<TestApi, "lambda">,
  request: Partial<CaseRequest> = {},
): Promise<Record<string, unknown>> {
  const lambda = new FakeLambda();
  await responseTo({ ...test, lambda }, request);
  return lambda.event;
}

/** What an HTTP integration sends to its backend, which sends the given response. */
export async function forwarded(
  test: TestApi,
  request: Partial<CaseRequest> = {},
  uri = (backend: string) => backend,
): Promise<{ line: string; headers: Readonly<Record<string, string>>; body: string }> {
  const got = await withServer(
    (incoming, outgoing) => {
      let body = "";
      incoming.on("data", (chunk: Buffer) => (body += chunk.toString("latin1")));
      incoming.on("end", () => {
        const { method = "", url = "", headers } = incoming;
        outgoing.end(JSON.stringify({ line: `${method} ${url}`, headers, body }));
      });
    },
    (backend) => responseTo(overHttp(test, uri(backend)), request),
  );
  return JSON.parse(text(got)) as Awaited<ReturnType<typeof forwarded>>;
}

/** The same API with an HTTP integration. */
export function overHttp(test: TestApi, uri: string): TestApi {
  const integration = {
    integration_type: "HTTP_PROXY",
    integration_method: "ANY",
    integration_uri: uri,
    payload_format_version: "1.0",
  };
  return { ...test, integration: { ...integration, ...test.integration } };
}
