import fc from "fast-check";
import { parseRouteKey } from "../../../../local/gateway/http-api/model/route-key";
import { RouteTable } from "../../../../local/gateway/http-api/route-table";

const tableOf = (texts: readonly string[]) =>
  new RouteTable(texts.map((text) => ({ key: parseRouteKey("route", text) })));
const chosen = (texts: readonly string[], method: string, path: string) =>
  tableOf(texts).find(method, path)?.route.key.text;

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
])("%s %s matches %s, by AWS's documented priority", (method, path, key) => {
  expect(chosen(documented, method, path)).toBe(key);
});

test("a route that matches the whole path takes precedence over greedy routes", () => {
  expect(chosen(["GET /a/{proxy+}", "GET /{x}/b"], "GET", "/a/b")).toBe("GET /{x}/b");
});

test("a method takes precedence over ANY", () => {
  expect(chosen(["ANY /a", "GET /a"], "GET", "/a")).toBe("GET /a");
  expect(chosen(["ANY /a", "GET /a"], "PUT", "/a")).toBe("ANY /a");
});

test("nothing matches another path or method", () => {
  expect(chosen(["GET /a"], "GET", "/a/b")).toBeUndefined();
  expect(chosen(["GET /a"], "POST", "/a")).toBeUndefined();
});

test.each([
  ["GET", '"GET"'],
  ["get /a", '"get /a"'],
  ["GET a", '"GET a"'],
  ["", "missing"],
  ["GET /{a+}/b", '"GET /{a+}/b"'],
])("%p is not a route key", (text, found) => {
  expect(() => parseRouteKey("aws_apigatewayv2_route.r", text)).toThrow(
    `aws_apigatewayv2_route.r: route_key is ${found}.`,
  );
});

describe("whatever the routes and the request", () => {
  const part = fc.constantFrom("a", "b", "{x}", "{y}");
  const routePath = fc
    .tuple(fc.array(part, { maxLength: 3 }), fc.constantFrom("", "/{rest+}"))
    .map(([parts, greedy]) => parts.map((one) => `/${one}`).join("") + greedy || "/");
  const routeKey = fc.oneof(
    {
      weight: 9,
      arbitrary: fc
        .tuple(fc.constantFrom("GET", "POST", "ANY"), routePath)
        .map((key) => key.join(" ")),
    },
    { weight: 1, arbitrary: fc.constant("$default") },
  );
  const requestPath = fc
    .array(fc.constantFrom("a", "b", "c"), { maxLength: 4 })
    .map((parts) => `/${parts.join("/")}`);

  test("the chosen route is the naive specification's", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(routeKey, { maxLength: 8, selector: shapeOf }),
        fc.constantFrom("GET", "POST", "PUT"),
        requestPath,
        (keys, method, path) => chosen(keys, method, path) === specified(keys, method, path),
      ),
      { numRuns: 2000 },
    );
  });

  test("the order in which routes are defined changes nothing", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(routeKey, { maxLength: 8, selector: shapeOf }),
        requestPath,
        (keys, path) => chosen(keys, "GET", path) === chosen([...keys].reverse(), "GET", path),
      ),
    );
  });

  test("path parameters have the text at their positions", () => {
    const text = fc.stringMatching(/^[A-Za-z0-9%._~-]{1,8}$/);
    fc.assert(
      fc.property(text, fc.array(text, { minLength: 1, maxLength: 4 }), (id, rest) => {
        const path = `/a/${id}/${rest.join("/")}`;
        const match = tableOf(["ANY /a/{id}/{proxy+}"]).find("GET", path);
        return (
          match?.parameters.get("id") === id && match.parameters.get("proxy") === rest.join("/")
        );
      }),
    );
  });
});

/** Two routes that differ only in the names of parameters are one to API Gateway. */
function shapeOf(key: string): string {
  return key.replace(/\{\w+(\+?)\}/g, "{$1}");
}

/**
 * What AWS documents, said anew: a whole match, else a greedy one, else $default. Of two of a kind
 * the one whose path says more, read from its start; then the one that names the method.
 */
function specified(keys: readonly string[], method: string, path: string): string | undefined {
  const matching = keys.filter((key) =>
    patternOf(key).test(`${method} ${path.replace(/\/$/, "")}`),
  );
  const better = (one: string, other: string): string => {
    if (one.endsWith("+}") !== other.endsWith("+}")) {
      return one.endsWith("+}") ? other : one;
    }
    const [ones, others] = [one, other].map((key) => key.split(" ")[1]?.split("/").slice(1) ?? []);
    for (const [at, mine] of (ones ?? []).entries()) {
      const theirs = others?.[at] ?? "";
      const [vague, alsoVague] = [vagueness(mine), vagueness(theirs)];
      if (vague !== alsoVague) {
        return vague < alsoVague ? one : other;
      }
    }
    return one.startsWith("ANY") ? other : one;
  };
  const routes = matching.filter((key) => key !== "$default");
  if (routes.length > 0) {
    return routes.reduce(better);
  }
  return matching.find((key) => key === "$default");
}

function vagueness(part: string): number {
  return part.endsWith("+}") ? 2 : part.startsWith("{") ? 1 : 0;
}

function patternOf(key: string): RegExp {
  if (key === "$default") {
    return /^/;
  }
  const [method = "", path = ""] = key.split(" ");
  const source = path
    .replace(/\/$/, "")
    .replace(/\{\w+\+\}/g, ".+")
    .replace(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${method === "ANY" ? "\\w+" : method} ${source}$`);
}
