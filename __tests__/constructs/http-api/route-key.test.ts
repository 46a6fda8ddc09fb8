import { HttpUrlIntegration } from "../../../constructs";
import { fixture } from "./support";
import { messageOf } from "../message-of";

const integration = new HttpUrlIntegration("https://example.com");

test.each([
  "$default",
  "GET /",
  "ANY /{proxy+}",
  "DELETE /pets/{id}",
  "HEAD /pets/{pet-id}/toys/{toy_id}",
  "OPTIONS /files/{path+}",
  "PATCH /a.b/c~d/e%20f",
  "POST /:verb",
  "PUT /a+b,c;d=e@f",
])("%s is a route key", (routeKey) => {
  expect(fixture().api.addRoute(routeKey, integration).routeKeyInput).toBe(routeKey);
});

test.each([
  ["", "$default, or one of ANY, DELETE, GET"],
  ["GET", "$default, or one of"],
  ["/pets", "$default, or one of"],
  ["get /pets", "$default, or one of"],
  ["FETCH /pets", "$default, or one of"],
  ["GET pets", 'a path from "/"'],
  ["GET  /pets", "$default, or one of"],
  ["GET /pets ", "$default, or one of"],
  ["GET /my pets", "$default, or one of"],
  ["$connect", "$default, or one of"],
  ["GET /pets/", "parts that are not empty"],
  ["GET //pets", "parts that are not empty"],
  ["GET /pets?id=1", "plain text"],
  ["GET /pets#1", "plain text"],
  ["GET /pets/{id", "one {parameter}"],
  ["GET /pets/{}", "one {parameter}"],
  ["GET /pets/{a b}", "$default, or one of"],
  ["GET /pets/{id}.json", "one {parameter}"],
  ["GET /pets/x{id}", "one {parameter}"],
  ["GET /{proxy+}/toys", "a greedy parameter only as the last part"],
  ["GET /pets/{id}/toys/{id}", "each name once in a path"],
  ["GET /${aws_x.y.id}", "$default, or one of"],
])(
  "%j is refused as a route key, with path, value, what is allowed and a fix",
  (routeKey, allowed) => {
    const message = messageOf(() => fixture().api.addRoute(routeKey, integration));

    expect(message).toMatch(/^dev\/HttpApi: .*route key is /);
    expect(message).toContain(JSON.stringify(routeKey));
    expect(message).toMatch(/; allowed: .+\. [A-Z].+\.$/);
    expect(message).toContain(allowed);
  },
);

test.each([
  ["GET /", "GET /"],
  ["$default", "$default"],
  ["GET /pets/{id}", "GET /pets/{petId}"],
  ["ANY /{proxy+}", "ANY /{path+}"],
])("after %s a route %s is refused, because AWS would respond with 409", (first, second) => {
  const { api } = fixture();
  api.addRoute(first, integration);

  const message = messageOf(() => api.addRoute(second, integration));

  expect(message).toContain(`dev/HttpApi: route key is "${second}"`);
  expect(message).toContain(`"${first}" already exists`);
});

test("routes that differ in method, length or kind of parameter stand side by side", () => {
  const { api } = fixture();

  const routes = [
    "GET /pets",
    "POST /pets",
    "ANY /pets",
    "GET /pets/{id}",
    "GET /pets/{id+}",
    "GET /pets/{id}/toys",
    "GET /pets/id",
    "GET /pets/%7Bid%7D",
    "GET /pets+-id",
    "GET /pets%2B-id",
    "GET /pets--id",
    "$default",
  ].map((routeKey) => api.addRoute(routeKey, integration).friendlyUniqueId);

  expect(new Set(routes).size).toBe(routes.length);
});
