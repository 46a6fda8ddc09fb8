import { APIGatewayProxyEventSchema } from "@aws-lambda-powertools/parser/schemas/api-gateway";
import { APIGatewayProxyEventV2Schema } from "@aws-lambda-powertools/parser/schemas/api-gatewayv2";
import type { CaseResponse, CaseRequest } from "../../cases/support/exchange";
import { LambdaFixture } from "../../lambda/support/lambda-fixture";
import { text } from "../support/response";
import { MIDDLEWARE, POST_ITEM, startModule } from "../support/middleware";
import { responseTo, eventOf } from "./support/http-api";

let fixture: LambdaFixture;
beforeEach(() => {
  fixture = new LambdaFixture();
});
afterEach(() => fixture.close());

async function throughHandler(
  source: string,
  payload_format_version: string,
): Promise<CaseResponse> {
  const lambda = await startModule(fixture, source);
  const test = { routeKey: "ANY /{proxy+}", integration: { payload_format_version }, lambda };
  return responseTo(test, POST_ITEM);
}

describe.each(["2.0", "1.0"])("with events of format %s", (format) => {
  test.each(Object.entries(MIDDLEWARE))("%s serves a request unchanged", async (_, source) => {
    const got = await throughHandler(source, format);

    expect([got.status, JSON.parse(text(got))]).toEqual([
      201,
      { id: "7", q: "a b", body: { n: 1 } },
    ]);
  });

  test("Express sets two cookies, each a header line of its own", async () => {
    const { headers } = await throughHandler(MIDDLEWARE["Express behind serverless-http"], format);

    expect(headers.filter(([name]) => name === "Set-Cookie").map(([, value]) => value)).toEqual([
      "a=1; Path=/",
      "b=2; Path=/",
    ]);
  });
});

const REQUESTS: [string, Partial<CaseRequest>][] = [
  ["a bare GET", { path: "/a" }],
  ["a POST with all there is", { ...POST_ITEM, headers: { "User-Agent": "me", Cookie: "a=1" } }],
];

test.each(REQUESTS)(
  "the event 2.0 of %s is one by the schema of Powertools",
  async (_, request) => {
    const event = await eventOf({ stage: { stage_variables: { a: "1" } } }, request);

    expect(APIGatewayProxyEventV2Schema.safeParse(event).error).toBeUndefined();
  },
);

test.each(REQUESTS)(
  "the event 1.0 of %s is one by the schema of Powertools",
  async (_, request) => {
    const event = await eventOf({ integration: { payload_format_version: "1.0" } }, request);

    expect(APIGatewayProxyEventSchema.safeParse(event).error).toBeUndefined();
  },
);
