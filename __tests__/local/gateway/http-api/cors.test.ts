import { header } from "../support/response";
import { FakeLambda } from "../support/fake-lambda";
import { responseTo } from "./support/http-api";

const api = {
  cors_configuration: {
    allow_origins: ["https://a.example", "http://*"],
    allow_methods: ["GET"],
    allow_headers: ["X-In"],
    expose_headers: ["X-Out"],
    max_age: 60,
  },
};
const Origin = "https://a.example";
const preflight = {
  method: "OPTIONS",
  headers: { Origin, "Access-Control-Request-Method": "GET" },
};

test("the gateway responds to a preflight without the function", async () => {
  const lambda = new FakeLambda();

  const got = await responseTo({ api, lambda }, preflight);

  expect(got.status).toBe(204);
  expect(got.body).toHaveLength(0);
  expect(header(got, "access-control-allow-origin")).toBe(Origin);
  expect(header(got, "access-control-allow-methods")).toBe("GET");
  expect(header(got, "access-control-allow-headers")).toBe("x-in");
  expect(header(got, "access-control-max-age")).toBe("60");
  expect(lambda.invocations).toEqual([]);
});

test("an OPTIONS route receives preflights, and its response gets the API's CORS headers", async () => {
  const got = await responseTo(
    { routeKey: "OPTIONS /{proxy+}", api },
    { ...preflight, path: "/a" },
  );

  expect(got.status).toBe(200);
  expect(header(got, "access-control-allow-methods")).toBe("GET");
});

test("the API's CORS headers replace the function's", async () => {
  const headers = { "Access-Control-Allow-Origin": "*", "Access-Control-Max-Age": "1" };
  const lambda = new FakeLambda({ returns: { statusCode: 200, headers } });

  const got = await responseTo({ api, lambda }, { headers: { Origin } });

  expect(header(got, "access-control-allow-origin")).toBe(Origin);
  expect(header(got, "access-control-expose-headers")).toBe("x-out");
  expect(header(got, "access-control-max-age")).toBeUndefined();
});

test.each([
  ["https://b.example", undefined],
  ["https://a.example.org", undefined],
  ["http://any.example", "http://any.example"],
])("for the origin %s the allowed origin is %s", async (origin, allowed) => {
  const got = await responseTo({ api }, { headers: { Origin: origin } });

  expect(got.status).toBe(200);
  expect(header(got, "access-control-allow-origin")).toBe(allowed);
});

test("without an Origin there are no CORS headers", async () => {
  const { headers } = await responseTo({ api });

  expect(headers.filter(([name]) => /^access-control/i.test(name))).toEqual([]);
});
