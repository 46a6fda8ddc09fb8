import { bodyOf, withServer } from "../../../support/loopback-server";
import { responseTo, header, integrationOf, mock } from "./support/serve";

const REQUEST = {
  method: "POST",
  path: "/a/7",
  query: "q=1&q=2&s=a%20b",
  headers: { "X-In": ["x", "y"], "Content-Type": "application/json" },
  body: '{"user":{"name":"Ann","tags":["t"]},"n":1.50}',
};

const SOURCES: [source: string, value: string | undefined][] = [
  ["method.request.path.id", "7"],
  ["method.request.querystring.q", "2"],
  ["method.request.multivaluequerystring.q", "1,2"],
  ["method.request.querystring.s", "a b"],
  ["method.request.header.X-In", "y"],
  ["method.request.multivalueheader.X-In", "x,y"],
  ["method.request.body", REQUEST.body],
  ["method.request.body.user.name", "Ann"],
  ["method.request.body.user", '{"name":"Ann","tags":["t"]}'],
  ["method.request.body.user.tags[0]", "t"],
  ["method.request.body.none", undefined],
  ["method.request.header.X-None", undefined],
  ["stageVariables.v", "3"],
  ["stageVariables.none", undefined],
  ["context.stage", "dev"],
  ["context.resourcePath", "/a/{id}"],
  ["context.identity.sourceIp", "127.0.0.1"],
  ["context.identity.user", undefined],
  ["'fixed'", "fixed"],
];

/** What a backend gets of the request, by an integration with its URL. */
async function sentToBackend(toIntegration: (url: string) => object) {
  const sent: { url?: string; out?: string | string[]; body: string }[] = [];
  await withServer(
    (request, response) => {
      void bodyOf(request).then((body) => {
        sent.push({ url: request.url, out: request.headers["x-out"], body });
        response.end();
      });
    },
    async (url) => {
      const post = integrationOf(toIntegration(url));
      await responseTo(
        { paths: { "/a/{id}": { post } }, stage: { variables: { v: "3" } } },
        REQUEST,
      );
    },
  );
  return sent;
}

test.each(SOURCES)("%s can be mapped onto the request of a backend", async (source, value) => {
  const requestParameters = { "integration.request.header.X-Out": source };
  const sent = await sentToBackend((uri) => ({
    type: "http_proxy",
    httpMethod: "POST",
    uri,
    requestParameters,
  }));

  expect(sent.map(({ out }) => out)).toEqual([value]);
});

test.each(SOURCES)("%s can be mapped onto the response of a method", async (source, value) => {
  const responseParameters = { "method.response.header.X-Out": source };
  const responses = { default: { statusCode: "200", responseParameters } };
  const post = mock("", { responses });

  const got = await responseTo(
    { paths: { "/a/{id}": { post } }, stage: { variables: { v: "3" } } },
    REQUEST,
  );

  expect(header(got, "X-Out")).toBe(value);
});

test("queries and paths of a backend are mapped encoded, several values as often as they came", async () => {
  const sent = await sentToBackend((url) => ({
    type: "http",
    httpMethod: "GET",
    uri: `${url}/{id}`,
    requestParameters: {
      "integration.request.path.id": "method.request.path.id",
      "integration.request.querystring.all": "method.request.multivaluequerystring.q",
      "integration.request.querystring.s": "method.request.querystring.s",
    },
    responses: { default: { statusCode: "200" } },
  }));

  expect(sent.map(({ url }) => url)).toEqual(["/7?all=1&all=2&s=a%20b"]);
});

test("a template overrides the path, query and header parameters mapped onto a backend's request", async () => {
  const sent = await sentToBackend((url) => ({
    type: "http",
    httpMethod: "POST",
    uri: `${url}/{id}`,
    requestParameters: {
      "integration.request.path.id": "method.request.path.id",
      "integration.request.querystring.q": "method.request.querystring.q",
      "integration.request.header.X-Out": "'mapped'",
    },
    requestTemplates: {
      "application/json": [
        "#set($o = $context.requestOverride)",
        '#set($o.path.id = "8")',
        '#set($o.querystring.q = "set")',
        '#set($o.header.X-Out = "overridden")',
        "$input.path('$.user.name')",
      ].join(""),
    },
    responses: { default: { statusCode: "200" } },
  }));

  expect(sent.map(({ url, out, body }) => [url, out, body])).toEqual([
    ["/8?q=set", "overridden", "Ann"],
  ]);
});

test("a response maps the integration's response: one or all values of a header, the body or a part of it", async () => {
  const responseParameters = {
    "method.response.header.X-One": "integration.response.header.X-Own",
    "method.response.header.X-All": "integration.response.multivalueheader.X-Own",
    "method.response.header.X-Body": "integration.response.body",
    "method.response.header.X-Part": "integration.response.body.a[1].b",
  };
  const got = await withServer(
    (_, response) => response.writeHead(200, { "X-Own": ["1", "2"] }).end('{"a":[0,{"b":5}]}'),
    (uri) => {
      const responses = { default: { statusCode: "200", responseParameters } };
      const integration = { type: "http", httpMethod: "GET", uri, responses };
      return responseTo({ paths: { "/a": { get: integrationOf(integration) } } }, { path: "/a" });
    },
  );

  const names = ["X-One", "X-All", "X-Body", "X-Part"];
  expect(names.map((name) => header(got, name))).toEqual(["2", "1,2", '{"a":[0,{"b":5}]}', "5"]);
});
