import { HttpUrlIntegration, MockIntegration } from "../../../constructs";
import { fixture as httpBench } from "../http-api/support";
import { restFixture } from "../rest-api/support";
import { warningsOf } from "../warnings-of";

const integration = new HttpUrlIntegration("https://example.com");

test.each([
  ["GET /pets/:id", "GET /pets/{id}"],
  ["GET /pets/:id/toys/:toy", "GET /pets/{id}/toys/{toy}"],
  ["GET /:kind*", "GET /{kind+}"],
  ["GET /pets/<id>", "GET /pets/{id}"],
  ["GET /pets/<int:id>/toys", "GET /pets/{id}/toys"],
  ["GET /files/<path:name>", "GET /files/{name+}"],
  ["GET /pets/{id:int}", "GET /pets/{id}"],
  ["GET /pets/[id]", "GET /pets/{id}"],
  ["GET /docs/[...slug]", "GET /docs/{slug+}"],
  ["GET /pets/*", "GET /pets/{proxy+}"],
  ["GET /*/toys", "GET /{proxy}/toys"],
  ["ANY /*rest", "ANY /{rest+}"],
  ["ANY /(.*)", "ANY /{proxy+}"],
])("the route key %s causes a warning with API Gateway's spelling", (routeKey, spelling) => {
  const { api } = httpBench();

  api.addRoute(routeKey, integration);

  expect(warningsOf(api)).toEqual([
    `dev/HttpApi: the route key "${routeKey}" has another framework's syntax for parameters, ` +
      `which API Gateway takes literally. Write "${spelling}".`,
  ]);
});

test.each([
  ["GET /pets/{id:[0-9]+}", 'Write "GET /pets/{id}".'],
  ["GET /files/{name:.*}", 'Write "GET /files/{name+}".'],
  ["GET /pets/:id?", 'Write "GET /pets/{id}".'],
])("the route key %s, which API Gateway refuses, is refused with its spelling", (key, fix) => {
  expect(() => httpBench().api.addRoute(key, integration)).toThrow(fix);
});

test.each(["GET /pets:batch", "GET /a*b", "GET /{proxy+}", "GET /{a.b-c}", "GET /", "$default"])(
  "the route key %s causes no warning",
  (routeKey) => {
    const { api } = httpBench();

    api.addRoute(routeKey, integration);

    expect(warningsOf(api)).toEqual([]);
  },
);

test("a path part of a REST API in another framework's syntax causes a warning", () => {
  const { api } = restFixture();

  api.root.addResource("pets").addResource(":id").addMethod("GET", new MockIntegration());

  expect(warningsOf(api)).toEqual([
    "dev/Api: the path part :id of /pets/:id has another framework's syntax for parameters, which " +
      'API Gateway takes literally. Write {id}: "/pets/{id}".',
  ]);
});

test.each([
  ["*", "Write {proxy+}."],
  ["<id>", "Write {id}."],
  ["{id:[0-9]+}", "Write {id}."],
])("the path part %s, which REST APIs refuse, is refused with its spelling", (part, fix) => {
  expect(() => restFixture().api.root.addResource(part)).toThrow(fix);
});
