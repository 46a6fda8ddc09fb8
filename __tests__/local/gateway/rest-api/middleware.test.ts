import { APIGatewayProxyEventSchema } from "@aws-lambda-powertools/parser/schemas/api-gateway";
import { createGateways } from "../../../../local/gateway/gateways";
import { withServer } from "../../../support/loopback-server";
import { send, type CaseResponse, type CaseRequest } from "../../cases/support/exchange";
import { LambdaFixture } from "../../lambda/support/lambda-fixture";
import { plainStack } from "../../lambda/support/plain-stack";
import { FakeLambda } from "../support/fake-lambda";
import { MIDDLEWARE, POST_ITEM, startModule } from "../support/middleware";
import { responseTo, header, proxy, text } from "./support/serve";
import { servicesFor } from "../support/services";

let fixture: LambdaFixture;
beforeEach(() => {
  fixture = new LambdaFixture();
});
afterEach(() => fixture.close());

async function throughHandler(source: string, request: CaseRequest): Promise<CaseResponse> {
  const lambda = await startModule(fixture, source);
  const uri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/fn/invocations";
  const methodKey = { rest_api_id: "api1", resource_id: "res1", http_method: "ANY" };
  const stack = plainStack("/", {
    "aws_api_gateway_rest_api.api": { id: "api1", root_resource_id: "root", name: "api" },
    "aws_api_gateway_resource.r": {
      id: "res1",
      rest_api_id: "api1",
      parent_id: "root",
      path_part: "{proxy+}",
    },
    "aws_api_gateway_method.m": { ...methodKey, authorization: "NONE" },
    "aws_api_gateway_integration.i": {
      ...methodKey,
      type: "AWS_PROXY",
      integration_http_method: "POST",
      uri,
    },
    "aws_api_gateway_deployment.d": { id: "d1", rest_api_id: "api1" },
    "aws_api_gateway_stage.s": { rest_api_id: "api1", deployment_id: "d1", stage_name: "dev" },
  });
  const [api] = createGateways(stack, servicesFor(stack, { lambda }));
  return withServer(
    (incoming, outgoing) => void api?.handle(incoming, outgoing),
    (url) => send(url, "/dev", request),
  );
}

test.each(Object.entries(MIDDLEWARE))(
  "%s serves a request of a REST API unchanged",
  async (_, source) => {
    const got = await throughHandler(source, POST_ITEM);

    expect([got.status, JSON.parse(text(got))]).toEqual([
      201,
      { id: "7", q: "a b", body: { n: 1 } },
    ]);
  },
);

test("Express sets two cookies, each a header line of its own", async () => {
  const { headers } = await throughHandler(MIDDLEWARE["Express behind serverless-http"], POST_ITEM);

  expect(
    headers.filter(([name]) => name.toLowerCase() === "set-cookie").map(([, value]) => value),
  ).toEqual(["a=1; Path=/", "b=2; Path=/"]);
});

test.each<[string, Partial<CaseRequest>]>([
  ["a bare GET", { path: "/a" }],
  ["a POST with all there is", { ...POST_ITEM, headers: { "User-Agent": "me", Cookie: "a=1" } }],
])("the event of %s is one by the schema of Powertools", async (_, request) => {
  const lambda = new FakeLambda();

  const got = await responseTo(
    { paths: { "/{proxy+}": { "x-amazon-apigateway-any-method": proxy() } }, lambda },
    request,
  );

  expect(APIGatewayProxyEventSchema.safeParse(lambda.event).error).toBeUndefined();
  expect(header(got, "Content-Type")).toBe("application/json");
});
