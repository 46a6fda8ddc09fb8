import { FakeLambda } from "../support/fake-lambda";
import { responseTo, custom, header, mock, text } from "./support/serve";

const JSON_TYPE = { "Content-Type": "application/json" };
const OTHER_TYPE = { "Content-Type": "text/x" };
const WRAPPED = '{"wrapped":{"a":1}}';

function post(body: string, headers: Record<string, string> = JSON_TYPE) {
  return { method: "POST", path: "/a", body, headers };
}

describe("the integration request", () => {
  const template = { "application/json": '{"wrapped": $input.json("$")}' };

  test.each<[string, object, Record<string, string>, string]>([
    ["rendered by the template of its type", { requestTemplates: template }, JSON_TYPE, WRAPPED],
    [
      "rendered by the template of its type, whatever the charset",
      { requestTemplates: template },
      { "Content-Type": "application/json; charset=UTF-8" },
      WRAPPED,
    ],
    [
      "rendered by the JSON template if the request has no type",
      { requestTemplates: template },
      {},
      WRAPPED,
    ],
    ["passed on where no template matches", { requestTemplates: template }, OTHER_TYPE, '{"a":1}'],
    [
      "passed on WHEN_NO_TEMPLATES without templates",
      { passthroughBehavior: "when_no_templates" },
      JSON_TYPE,
      '{"a":1}',
    ],
  ])("is %s", async (_, integration, headers, expected) => {
    const lambda = new FakeLambda({ returns: {} });

    await responseTo(
      { paths: { "/a": { post: custom(integration) } }, lambda },
      post('{"a":1}', headers),
    );

    expect(JSON.stringify(lambda.event)).toBe(expected);
  });

  test.each<[string, object, Record<string, string>]>([
    [
      "WHEN_NO_TEMPLATES where templates are for other types",
      { passthroughBehavior: "when_no_templates", requestTemplates: template },
      OTHER_TYPE,
    ],
    ["NEVER without a template", { passthroughBehavior: "never" }, JSON_TYPE],
    [
      "NEVER without a type, which stands for JSON",
      { passthroughBehavior: "never", requestTemplates: { "application/xml": "<a/>" } },
      {},
    ],
  ])("is refused by 415 %s", async (_, integration, headers) => {
    const got = await responseTo(
      { paths: { "/a": { post: custom(integration) } } },
      post("1", headers),
    );

    expect([got.status, text(got)]).toEqual([415, '{"message":"Unsupported Media Type"}']);
  });

  test("that is not JSON is refused as Lambda refuses it", async () => {
    const got = await responseTo({ paths: { "/a": { post: custom() } } }, post("no json"));

    expect(got.status).toBe(400);
    expect(text(got)).toContain("Could not parse request body into json");
  });

  test("of a binary type can be had as base64 text", async () => {
    const lambda = new FakeLambda({ returns: {} });
    const integration = {
      contentHandling: "CONVERT_TO_TEXT",
      requestTemplates: { "image/png": '{"data": "$input.body"}' },
    };

    await responseTo(
      {
        paths: { "/a": { post: custom(integration) } },
        lambda,
        api: { binary_media_types: ["image/png"] },
      },
      { method: "POST", path: "/a", body_base64: "/wD+", headers: { "Content-Type": "image/png" } },
    );

    expect(lambda.event).toEqual({ data: "/wD+" });
  });

  test("the function's name can come from a stage variable", async () => {
    const lambda = new FakeLambda({ returns: {} });
    const uri =
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.fn}/invocations";
    const paths = { "/a": { post: custom({ uri }) } };

    await responseTo({ paths, lambda, stage: { variables: { fn: "hello" } } }, post("{}"));
    const without = await responseTo({ paths, lambda }, post("{}"));

    expect(lambda.invocations.map(({ functionRef }) => functionRef)).toEqual([
      "arn:aws:lambda:eu-west-1:123456789012:function:hello",
    ]);
    expect(without.status).toBe(500);
  });

  test("names of headers and query parameters are case-sensitive", async () => {
    const requestParameters = { "integration.request.header.X-A": "method.request.header.x-a" };
    const template = "[$input.params('x-a')][$input.params('X-A')][$input.params('q')]";
    const responseParameters = { "method.response.header.X-Q": "method.request.querystring.q" };
    const responses = { default: { statusCode: "200", responseParameters } };
    const integration = {
      requestParameters,
      requestTemplates: { "application/json": `"${template}"` },
      responses,
    };
    const lambda = new FakeLambda({ returns: 1 });

    const got = await responseTo(
      { paths: { "/a": { get: custom(integration) } }, lambda },
      { path: "/a", query: "Q=1", headers: { "X-A": "a" } },
    );

    expect(lambda.event).toBe("[][a][]");
    expect(header(got, "X-Q")).toBeUndefined();
  });

  test("a template can make the invocation asynchronous", async () => {
    const lambda = new FakeLambda();
    const set = '#set($context.requestOverride.header["X-Amz-Invocation-Type"] = "Event"){"n": 1}';

    const got = await responseTo(
      {
        paths: { "/a": { post: custom({ requestTemplates: { "application/json": set } }) } },
        lambda,
      },
      post("{}"),
    );

    expect([got.status, text(got)]).toEqual([200, ""]);
    expect(lambda.asynchronous.map(({ event }) => event)).toEqual([{ n: 1 }]);
  });
});

describe("the integration response", () => {
  const responses = {
    default: { statusCode: "200" },
    "\\[400:.*": {
      statusCode: "400",
      responseTemplates: { "application/json": '{"message": $input.json("$.errorMessage")}' },
    },
  };
  const paths = { "/a": { post: custom({ responses }) } };

  test("is selected by the whole of the error message", async () => {
    const fails = { errorMessage: "[400:BadRequest] no", errorType: "Exception" };
    const got = await responseTo({ paths, lambda: new FakeLambda({ fails }) }, post("{}"));

    expect([got.status, text(got)]).toEqual([400, '{"message": "[400:BadRequest] no"}']);
  });

  test("is the default one for an error that nothing matches, with the error as it is", async () => {
    const fails = { errorMessage: "other" };
    const got = await responseTo({ paths, lambda: new FakeLambda({ fails }) }, post("{}"));

    expect([got.status, text(got)]).toEqual([200, '{"errorMessage":"other"}']);
  });

  test("with the pattern .* also matches successes, with .+ it does not", async () => {
    const taking = (pattern: string) => ({
      "/a": { post: custom({ responses: { [pattern]: { statusCode: "201" } } }) },
    });
    const all = await responseTo(
      { paths: taking(".*"), lambda: new FakeLambda({ returns: 1 }) },
      post("{}"),
    );
    const none = await responseTo(
      { paths: taking(".+"), lambda: new FakeLambda({ returns: 1 }) },
      post("{}"),
    );

    expect(all.status).toBe(201);
    expect([none.status, text(none)]).toEqual([500, '{"message": "Internal server error"}']);
  });

  test("maps headers from the payload, the context, stage variables and the request", async () => {
    const responseParameters = {
      "method.response.header.X-Body": "integration.response.body.user.name",
      "method.response.header.X-Stage": "context.stage",
      "method.response.header.X-Variable": "stageVariables.v",
      "method.response.header.X-Path": "method.request.header.X-In",
      "method.response.header.X-Fixed": "'fixed'",
      "method.response.header.X-None": "integration.response.body.none",
    };
    const got = await responseTo(
      {
        paths: {
          "/a": {
            post: custom({ responses: { default: { statusCode: "200", responseParameters } } }),
          },
        },
        lambda: new FakeLambda({ returns: { user: { name: "Ann" } } }),
        stage: { variables: { v: "7" } },
      },
      post("{}", { ...JSON_TYPE, "X-In": "in" }),
    );

    const names = ["X-Body", "X-Stage", "X-Variable", "X-Path", "X-Fixed", "X-None"];
    expect(names.map((name) => header(got, name))).toEqual([
      "Ann",
      "dev",
      "7",
      "in",
      "fixed",
      undefined,
    ]);
  });

  test("maps the fields of an error message that is itself JSON", async () => {
    const responseParameters = {
      "method.response.header.X-Code": "integration.response.body.errorMessage.code",
    };
    const fails = { errorMessage: '{"code": "E7"}' };
    const got = await responseTo(
      {
        paths: {
          "/a": {
            post: custom({ responses: { ".*E7.*": { statusCode: "409", responseParameters } } }),
          },
        },
        lambda: new FakeLambda({ fails }),
      },
      post("{}"),
    );

    expect([got.status, header(got, "X-Code")]).toEqual([409, "E7"]);
  });

  test("has the template that the client accepts, else the JSON one, else the first", async () => {
    const responseTemplates = { "text/html": "<p>", "application/json": "{}" };
    const both = {
      "/a": { post: custom({ responses: { default: { statusCode: "200", responseTemplates } } }) },
    };
    const got = (accept: string) =>
      responseTo(
        { paths: both, lambda: new FakeLambda({ returns: 1 }) },
        post("{}", { ...JSON_TYPE, Accept: accept }),
      );

    expect(text(await got("text/html,*/*"))).toBe("<p>");
    expect(text(await got("image/png"))).toBe("{}");
  });

  test("overrides of a template take the place of status and headers", async () => {
    const template =
      '#set($context.responseOverride.status = 418)#set($context.responseOverride.header.Content-Type = "text/plain")tea';
    const got = await responseTo({ paths: { "/a": { get: mock(template) } } }, { path: "/a" });

    expect([got.status, header(got, "content-type"), text(got)]).toEqual([
      418,
      "text/plain",
      "tea",
    ]);
  });

  test.each([
    ["status", "#set($o.status = 400)#set($o.status = 401)"],
    ["header", '#set($o.header.A = "1")#set($o.header["A"] = "2")'],
  ])("overriding the same %s twice leads to 500, as AWS documents", async (_, twice) => {
    const template = `#set($o = $context.responseOverride)${twice}`;
    const got = await responseTo({ paths: { "/a": { get: mock(template) } } }, { path: "/a" });

    expect([got.status, text(got)]).toEqual([500, '{"message": "Internal server error"}']);
  });

  test.each(["99", "100", "600", "'x'"])(
    "an override to the status %s is ignored",
    async (status) => {
      const template = `#set($context.responseOverride.status = ${status})ok`;
      const got = await responseTo({ paths: { "/a": { get: mock(template) } } }, { path: "/a" });

      expect(got.status).toBe(200);
    },
  );

  test("with a header that HTTP doesn't allow becomes 500", async () => {
    const template = '#set($context.responseOverride.header.X-A = "a\nb")';
    const got = await responseTo({ paths: { "/a": { get: mock(template) } } }, { path: "/a" });

    expect([got.status, text(got)]).toEqual([500, '{"message": "Internal server error"}']);
  });

  test("that can't be converted to binary becomes 500", async () => {
    const responses = { default: { statusCode: "200", contentHandling: "CONVERT_TO_BINARY" } };
    const lambda = new FakeLambda({ returns: { no: "base64" } });

    const got = await responseTo(
      { paths: { "/a": { post: custom({ responses }) } }, lambda },
      post("{}"),
    );

    expect(got.status).toBe(500);
  });
});
