import { compare } from "../../../../local/review/compare";
import type { PlainResources } from "../../lambda/support/plain-stack";
import { httpApi, proxied, restApi, side } from "../support/sides";

/** Routes with the function that each goes to. */
type Routes = Readonly<Record<string, string>>;

function http(routes: Routes): PlainResources {
  const entries = Object.entries(routes).map(([key, to]) => [key, { to }] as const);
  return httpApi(Object.fromEntries(entries));
}

function rest(routes: Routes): PlainResources {
  const paths: Record<string, Record<string, object>> = {};
  for (const [key, to] of Object.entries(routes)) {
    const [method = "", path = ""] = key.split(" ");
    const verb = method === "ANY" ? "x-amazon-apigateway-any-method" : method.toLowerCase();
    (paths[path] ??= {})[verb] = proxied(to);
  }
  return restApi(paths);
}

/** `GET /pets/1: ANY /{proxy+} → GET /pets/{id}` */
async function moved(of: (routes: Routes) => PlainResources, before: Routes, after: Routes) {
  const { movedRequests } = await compare(side(of(before)), side(of(after)));
  return movedRequests.map(
    ({ example, before: from, after: to }) => `${example}: ${from.route} → ${to.route}`,
  );
}

const ALL = { "ANY /{proxy+}": "Legacy" };

describe.each([
  ["HTTP", http],
  ["REST", rest],
])("in a %s API", (_, api) => {
  test.each<[string, Routes, Routes, string[]]>([
    [
      "a new route takes requests from a greedy one",
      ALL,
      { ...ALL, "GET /pets/{id}": "Pets" },
      ["GET /pets/1: ANY /{proxy+} → GET /pets/{id}"],
    ],
    [
      "a static route takes requests from a parameter",
      { "GET /pets/{id}": "Pets" },
      { "GET /pets/{id}": "Pets", "GET /pets/latest": "News" },
      ["GET /pets/latest: GET /pets/{id} → GET /pets/latest"],
    ],
    [
      "the requests of a removed route go to the next",
      { ...ALL, "GET /pets": "Pets" },
      ALL,
      ["GET /pets: GET /pets → ANY /{proxy+}"],
    ],
    [
      "a method takes requests from ANY",
      { "ANY /pets": "Pets" },
      { "ANY /pets": "Pets", "POST /pets": "Orders" },
      ["POST /pets: ANY /pets → POST /pets"],
    ],
    [
      "a new route elsewhere moves nothing",
      { "GET /a": "A" },
      { "GET /a": "A", "GET /b": "B" },
      [],
    ],
    [
      "a new greedy route below others moves nothing",
      { "GET /pets/{id}": "Pets" },
      { "GET /pets/{id}": "Pets", ...ALL },
      [],
    ],
  ])("%s", async (__, before, after, expected) => {
    expect(await moved(api, before, after)).toEqual(expected);
  });
});

test("$default gives requests away to a new route", async () => {
  const before = { $default: "Web" };

  expect(await moved(http, before, { ...before, "GET /": "Home" })).toEqual([
    "GET /: $default → GET /",
  ]);
});

test("requests are found where two patterns overlap only in part", async () => {
  const before = { "GET /{kind}/latest": "News" };
  const after = { ...before, "GET /pets/{id}": "Pets" };

  expect(await moved(http, before, after)).toEqual([
    "GET /pets/latest: GET /{kind}/latest → GET /pets/{id}",
  ]);
});

test("moved requests name both functions, and a stricter route breaks their clients", async () => {
  const before = httpApi({ "ANY /{proxy+}": { to: "Legacy" } });
  const after = httpApi({
    "ANY /{proxy+}": { to: "Legacy" },
    "GET /pets": { to: "Pets", route: { authorization_type: "AWS_IAM" } },
  });
  const { movedRequests, findings } = await compare(side(before), side(after));

  expect(movedRequests).toEqual([
    {
      api: "web",
      example: "GET /pets",
      before: { route: "ANY /{proxy+}", target: "Legacy" },
      after: { route: "GET /pets", target: "Pets" },
    },
  ]);
  expect(findings.map(({ rule, subject, text }) => `${rule} ${subject}: ${text}`)).toEqual([
    "authorization-added web ANY /{proxy+}: Requests such as GET /pets go to GET /pets now: requests need an authorization now: IAM.",
    "requests-moved web ANY /{proxy+}: Requests such as GET /pets go to GET /pets now.",
  ]);
});

test("a removed guard in front of a public route makes its requests public", async () => {
  const all = { "ANY /{proxy+}": {} };
  const guarded = { ...all, "GET /admin": { route: { authorization_type: "AWS_IAM" } } };
  const { findings } = await compare(side(httpApi(guarded)), side(httpApi(all)));

  expect(findings.map(({ rule }) => rule)).toEqual(["route-made-public", "requests-moved"]);
});

test("a route that loses only some of its requests is removed", async () => {
  const before = httpApi({ "ANY /pets": {} });
  const after = httpApi({ "GET /pets": {} });
  const { findings } = await compare(side(before), side(after));

  expect(findings.map(({ rule }) => rule)).toContain("route-removed");
});

test("500 routes are compared within seconds", async () => {
  const keys = Array.from({ length: 500 }, (__, at) => `GET /resource-${at}/{id}`);
  const routes = Object.fromEntries(keys.map((key) => [key, "Pets"]));
  const started = performance.now();

  expect(await moved(http, ALL, { ...ALL, ...routes })).toHaveLength(500);
  expect(performance.now() - started).toBeLessThan(15_000);
});
