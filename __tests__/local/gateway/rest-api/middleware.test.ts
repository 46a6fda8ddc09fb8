import { APIGatewayProxyEventSchema } from "@aws-lambda-powertools/parser/schemas/api-gateway";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createRestApis } from "../../../../local/gateway/rest-api";
import { withServer } from "../../../support/loopback-server";
import { send, type Answer, type CaseRequest } from "../../cases/support/exchange";
import { LambdaFixture } from "../../lambda/support/lambda-fixture";
import { plainStack } from "../../lambda/support/plain-stack";
import { FakeLambda } from "../support/fake-lambda";
import { answer, header, proxy, text } from "./support/serve";

const PACKAGES = path.resolve(__dirname, "../../../../node_modules");

/** The package as Node finds it for a project of its own. */
function imported(file: string): string {
  return pathToFileURL(path.join(PACKAGES, file)).href;
}

const EXPRESS = `
import { createRequire } from "node:module";
const require = createRequire(${JSON.stringify(imported("x.js"))});
const express = require("express");
const app = express();
app.use(express.json());
app.post("/items/:id", (request, response) => {
  response.cookie("a", "1").cookie("b", "2").status(201);
  response.json({ id: request.params.id, q: request.query.q, body: request.body });
});
export const handler = require("serverless-http")(app);
`;

const HONO = `
import { Hono } from ${JSON.stringify(imported("hono/dist/index.js"))};
import { handle } from ${JSON.stringify(imported("hono/dist/adapter/aws-lambda/index.js"))};
const app = new Hono();
app.post("/items/:id", async (context) =>
  context.json({ id: context.req.param("id"), q: context.req.query("q"), body: await context.req.json() }, 201));
export const handler = handle(app);
`;

const MIDDY = `
import middy from ${JSON.stringify(imported("@middy/core/index.js"))};
export const handler = middy()
  .before((request) => { request.event.body = JSON.parse(request.event.body); })
  .handler(async ({ pathParameters, queryStringParameters, body }) => ({
    statusCode: 201,
    body: JSON.stringify({ id: pathParameters.proxy.split("/")[1], q: queryStringParameters.q, body }),
  }));
`;

let fixture: LambdaFixture;
beforeEach(() => {
  fixture = new LambdaFixture();
});
afterEach(() => fixture.close());

async function throughHandler(source: string, request: CaseRequest): Promise<Answer> {
  fixture.node("fn", "");
  fixture.file("fn/index.js", source);
  fixture.file("fn/package.json", '{"type": "module"}');
  const lambda = await fixture.start();
  const uri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/fn/invocations";
  const place = { rest_api_id: "api1", resource_id: "res1", http_method: "ANY" };
  const stack = plainStack("/", {
    "aws_api_gateway_rest_api.api": { id: "api1", root_resource_id: "root", name: "api" },
    "aws_api_gateway_resource.r": {
      id: "res1",
      rest_api_id: "api1",
      parent_id: "root",
      path_part: "{proxy+}",
    },
    "aws_api_gateway_method.m": { ...place, authorization: "NONE" },
    "aws_api_gateway_integration.i": {
      ...place,
      type: "AWS_PROXY",
      integration_http_method: "POST",
      uri,
    },
    "aws_api_gateway_deployment.d": { id: "d1", rest_api_id: "api1" },
    "aws_api_gateway_stage.s": { rest_api_id: "api1", deployment_id: "d1", stage_name: "dev" },
  });
  const [api] = createRestApis(stack, { lambda });
  return withServer(
    (incoming, outgoing) => api?.handle(incoming, outgoing),
    (url) => send(url, "/dev", request),
  );
}

const POST_ITEM: CaseRequest = {
  method: "POST",
  path: "/items/7",
  query: "q=a%20b",
  headers: { "Content-Type": "application/json" },
  body: '{"n":1}',
};

test.each([
  ["Express behind serverless-http", EXPRESS],
  ["Hono", HONO],
  ["Middy", MIDDY],
])("%s serves a request of a REST API unchanged", async (_, source) => {
  const got = await throughHandler(source, POST_ITEM);

  expect([got.status, JSON.parse(text(got))]).toEqual([201, { id: "7", q: "a b", body: { n: 1 } }]);
});

test("Express sets two cookies, each a header line of its own", async () => {
  const { headers } = await throughHandler(EXPRESS, POST_ITEM);

  expect(
    headers.filter(([name]) => name.toLowerCase() === "set-cookie").map(([, value]) => value),
  ).toEqual(["a=1; Path=/", "b=2; Path=/"]);
});

test.each<[string, Partial<CaseRequest>]>([
  ["a bare GET", { path: "/a" }],
  ["a POST with all there is", { ...POST_ITEM, headers: { "User-Agent": "me", Cookie: "a=1" } }],
])("the event of %s is one by the schema of Powertools", async (_, request) => {
  const lambda = new FakeLambda();

  const got = await answer(
    { paths: { "/{proxy+}": { "x-amazon-apigateway-any-method": proxy() } }, lambda },
    request,
  );

  expect(APIGatewayProxyEventSchema.safeParse(lambda.event).error).toBeUndefined();
  expect(header(got, "Content-Type")).toBe("application/json");
});
