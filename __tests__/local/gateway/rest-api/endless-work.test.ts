import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { useSmallWorkLimit } from "../support/work-limit";
import { responsesTo, custom, mock, proxy, text, type TestApi } from "./support/serve";

const BACKTRACKS = "a".repeat(50);

/** A POST whose work would never end; then a GET of another path. */
async function endless(operation: object, body: unknown, more: TestApi = {}) {
  const log = new FakeLog();
  const paths = { "/a": { post: operation }, "/b": { get: mock("served") } };
  const got = await responsesTo({ ...more, paths, log }, [
    { method: "POST", path: "/a", body: JSON.stringify(body) },
    { path: "/b" },
  ]);
  return {
    responses: got.map((one) => `${one.status} ${text(one)}`),
    reports: log.reports.map(({ api, method, reason }) => `${api}: ${method}: ${reason}`),
  };
}

const CUT_THEN_SERVED = ['500 {"message": "Internal server error"}', "200 served"];
const AT = "aws_api_gateway_rest_api.api: POST: aws_api_gateway_rest_api.api (POST /a):";

test("a selection pattern that backtracks is cut, and the next request served", async () => {
  const responses = { default: { statusCode: "200" }, "(a+)+b": { statusCode: "404" } };
  const lambda = new FakeLambda({ fails: { errorMessage: BACKTRACKS } });

  expect(await endless(custom({ responses }), {}, { lambda })).toEqual({
    responses: CUT_THEN_SERVED,
    reports: [`${AT} selection_pattern "(a+)+b" took more than 2 s`],
  });
});

describe("with a smaller limit", () => {
  useSmallWorkLimit();

  const MODELS: Readonly<Record<string, readonly [schema: object, body: unknown]>> = {
    pattern: [{ type: "string", pattern: "^(a+)+$" }, `${BACKTRACKS}!`],
    uniqueItems: [
      { type: "array", uniqueItems: true },
      Array.from({ length: 100_000 }, (_, id) => ({ id })),
    ],
  };

  test.each(Object.entries(MODELS))(
    "a model's %s that takes for ever is cut, and the next request served",
    async (_, [schema, body]) => {
      const document = {
        components: { schemas: { M: schema } },
        "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true } },
        "x-amazon-apigateway-request-validator": "all",
      };
      const content = { "application/json": { schema: { $ref: "#/components/schemas/M" } } };

      expect(await endless(proxy({ requestBody: { content } }), body, { document })).toEqual({
        responses: CUT_THEN_SERVED,
        reports: [`${AT} the check against the model "M" took more than 0.1 s`],
      });
    },
  );

  test.each([
    ["that loops in loops", `${"#foreach($i in [1..1000])".repeat(3)}#end#end#end`],
    ["that backtracks", "$input.path('$.text').matches('(a+)+b')"],
    ["with a JSONPath of the client's that backtracks", "$input.json($input.path('$.path'))"],
  ])("a template %s is cut, and the next request served", async (_, template) => {
    const integration = { requestTemplates: { "application/json": template } };
    const body = { path: "$..[?(@.text =~ /(a+)+b/)]", text: BACKTRACKS };

    const { responses, reports } = await endless(mock("", integration), body);

    expect(responses).toEqual(CUT_THEN_SERVED);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toContain(`${AT} request_templates for application/json `);
    expect(reports[0]).toMatch(/ (?:took more than 0\.1 s|did more than 1,000,000 steps)$/);
  });
});
