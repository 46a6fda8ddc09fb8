import fc from "fast-check";
import type { Method } from "../../../../local/gateway/rest-api/model/rest-api";
import { segmentsOf } from "../../../../local/gateway/rest-api/model/path-segments";
import { splitStage } from "../../../../local/gateway/rest-api/call/stage-path";
import { Routes } from "../../../../local/gateway/rest-api/method-request/routes";

function routesOf(keys: readonly string[]): Routes {
  return new Routes(keys.map(methodOf));
}

function methodOf(key: string): Method {
  const [httpMethod = "", path = ""] = key.split(" ");
  return { address: key, httpMethod, resource: { id: path, path } } as Method;
}

function chosen(keys: readonly string[], httpMethod: string, path: string): string | undefined {
  return routesOf(keys).match(httpMethod, path)?.method.address;
}

describe("the choice of a method", () => {
  test.each([
    ["a static part before a parameter", ["GET /a/{x}", "GET /a/b"], "GET", "/a/b", "GET /a/b"],
    ["a parameter before a greedy one", ["GET /{p+}", "GET /a/{x}"], "GET", "/a/b", "GET /a/{x}"],
    ["the method before ANY", ["ANY /a", "GET /a"], "GET", "/a", "GET /a"],
    ["ANY of a static part before a greedy method", ["ANY /a", "GET /{p+}"], "GET", "/a", "ANY /a"],
    [
      "what has the method, where the more exact has not",
      ["POST /a", "GET /{p+}"],
      "GET",
      "/a",
      "GET /{p+}",
    ],
    [
      "what leads on, where the more exact is a dead end",
      ["GET /a/b", "GET /{p+}"],
      "GET",
      "/a/c",
      "GET /{p+}",
    ],
    ["the root", ["GET /", "GET /{p+}"], "GET", "/", "GET /"],
    ["a path with a slash at its end as without", ["GET /a"], "GET", "/a/", "GET /a"],
    ["none for the root by a greedy part", ["GET /{p+}"], "GET", "/", undefined],
    ["none for an empty part by a parameter", ["GET /a/{x}/b"], "GET", "/a//b", undefined],
    ["none for another method", ["GET /a"], "POST", "/a", undefined],
    ["none by ANY for a method that APIs don't have", ["ANY /a"], "TRACE", "/a", undefined],
    ["none for a name of JavaScript's", ["GET /a"], "constructor", "/__proto__", undefined],
  ])("chooses %s", (_, keys, httpMethod, path, expected) => {
    expect(chosen(keys, httpMethod, path)).toBe(expected);
  });

  test("path parameters are as sent, a greedy one with all that follows", () => {
    const match = routesOf(["GET /{a}/{rest+}"]).match("GET", "/x%20y/b//c%2Fd/");

    expect(match?.pathParameters).toEqual({ a: "x%20y", rest: "b//c%2Fd" });
  });

  test("without parameters in the path, pathParameters is null", () => {
    expect(routesOf(["GET /a"]).match("GET", "/a")?.pathParameters).toBeNull();
  });

  test("is that of a plain reading of the rules, for any resources and path", () => {
    const part = fc.constantFrom("a", "b", "{x}");
    const resource = fc
      .tuple(fc.array(part, { maxLength: 3 }), fc.boolean())
      .map(([parts, isGreedy]) => `/${[...parts, ...(isGreedy ? ["{rest+}"] : [])].join("/")}`);
    const key = fc
      .tuple(fc.constantFrom("GET", "ANY", "POST"), resource)
      .map((pair) => pair.join(" "));
    const path = fc
      .array(fc.constantFrom("a", "b", "c"), { maxLength: 4 })
      .map((all) => `/${all.join("/")}`);

    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 8 }), path, (keys, at) => {
        expect(chosen(keys, "GET", at)).toBe(bestByRules(keys, "GET", at));
      }),
      { numRuns: 2000 },
    );
  });
});

test("a greedy part matches the whole rest of any path", () => {
  const text = fc.stringMatching(/^[A-Za-z0-9%._~-]{1,8}$/);

  fc.assert(
    fc.property(text, fc.array(text, { minLength: 1, maxLength: 4 }), (id, rest) => {
      const match = routesOf(["ANY /a/{id}/{proxy+}"]).match("GET", `/a/${id}/${rest.join("/")}`);

      expect(match?.pathParameters).toEqual({ id, proxy: rest.join("/") });
    }),
  );
});

/** Every candidate, ordered part by part: static, parameter, greedy; then method before ANY. */
function bestByRules(
  keys: readonly string[],
  httpMethod: string,
  path: string,
): string | undefined {
  const wanted = segmentsOf(path);
  const candidates = keys.filter((key) => {
    const [method = "", resource = ""] = key.split(" ");
    return (method === httpMethod || method === "ANY") && pattern(resource).test(wanted.join("/"));
  });
  return candidates.sort((one, other) => (rank(one) < rank(other) ? -1 : 1))[0];
}

function pattern(resource: string): RegExp {
  const parts = segmentsOf(resource).map((part) =>
    part.endsWith("+}") ? ".+" : part.startsWith("{") ? "[^/]+" : part,
  );
  return new RegExp(`^${parts.join("/")}$`);
}

function rank(key: string): string {
  const [method = "", resource = ""] = key.split(" ");
  const parts = segmentsOf(resource).map((part) =>
    part.endsWith("+}") ? "3" : part.startsWith("{") ? "2" : "1",
  );
  return `${parts.join("")}${method === "ANY" ? "b" : "a"}`;
}

describe("the stage of a path", () => {
  test.each([
    ["/dev/a/b", "dev", "/a/b", "/dev/a/b"],
    ["//dev/a", "dev", "/a", "/dev/a"],
    ["/dev//a//b", "dev", "/a//b", "/dev//a//b"],
    ["/dev", "dev", "/", "/dev"],
    ["/", "", "/", "/"],
  ])("%s", (raw, stage, path, fullPath) => {
    expect(splitStage({ path: raw })).toEqual({ stage, path, eventPath: path, fullPath });
  });
});
