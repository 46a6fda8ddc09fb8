import fc from "fast-check";
import { chooseRoute, parseRouteKey } from "../../../../local/gateway/http-api/route-key";

const routesOf = (...texts: string[]) =>
  texts.map((text) => ({ key: parseRouteKey("route", text) }));
const chosen = (texts: string[], method: string, path: string) =>
  chooseRoute(routesOf(...texts), method, path)?.route.key.text;

const documented = [
  "$default",
  "ANY /{proxy+}",
  "GET /pets/{proxy+}",
  "GET /pets/dog/{id}",
  "GET /pets/dog/1",
];

test.each([
  ["GET", "/pets/dog/1", "GET /pets/dog/1"],
  ["GET", "/pets/dog/2", "GET /pets/dog/{id}"],
  ["GET", "/pets/cat/1", "GET /pets/{proxy+}"],
  ["POST", "/pets/dog/1", "ANY /{proxy+}"],
  ["GET", "/", "$default"],
])("%s %s is answered by %s, as AWS documents the priority", (method, path, key) => {
  expect(chosen(documented, method, path)).toBe(key);
});

test("a method goes before ANY", () => {
  expect(chosen(["ANY /a", "GET /a"], "GET", "/a")).toBe("GET /a");
  expect(chosen(["ANY /a", "GET /a"], "PUT", "/a")).toBe("ANY /a");
});

test("nothing matches another path or method", () => {
  expect(chosen(["GET /a"], "GET", "/a/b")).toBeUndefined();
  expect(chosen(["GET /a"], "POST", "/a")).toBeUndefined();
});

test.each(["GET", "get /a", "GET a", ""])("%p is no route key", (text) => {
  expect(() => parseRouteKey("aws_apigatewayv2_route.r", text)).toThrow(
    `aws_apigatewayv2_route.r: route_key is ${JSON.stringify(text)}`,
  );
});

test("the parameters of a path are what stands in their places, whatever it is", () => {
  const part = fc.stringMatching(/^[A-Za-z0-9%._~-]{1,8}$/);
  fc.assert(
    fc.property(part, fc.array(part, { minLength: 1, maxLength: 4 }), (id, rest) => {
      const path = `/a/${id}/${rest.join("/")}`;
      const match = chooseRoute(routesOf("ANY /a/{id}/{proxy+}"), "GET", path);
      return match?.parameters["id"] === id && match.parameters["proxy"] === rest.join("/");
    }),
  );
});
