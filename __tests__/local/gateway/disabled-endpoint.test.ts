import { responseTo as httpResponseTo } from "./http-api/support/http-api";
import { proxy, responseTo as restResponseTo } from "./rest-api/support/serve";
import { FakeLambda } from "./support/fake-lambda";
import { header, text } from "./support/response";

const api = { disable_execute_api_endpoint: true };

test("an HTTP API whose default endpoint is disabled responds 404 there, without its function", async () => {
  const lambda = new FakeLambda();

  const got = await httpResponseTo({ api, lambda }, { path: "/a" });

  expect([got.status, text(got)]).toEqual([404, '{"message":"Not Found"}']);
  expect(lambda.invocations).toEqual([]);
});

test("a REST API whose default endpoint is disabled responds 403 there, without its function", async () => {
  const lambda = new FakeLambda();

  const got = await restResponseTo(
    { paths: { "/a": { get: proxy() } }, api, lambda },
    { path: "/a" },
  );

  expect([got.status, text(got)]).toEqual([403, '{"message":"Forbidden"}']);
  expect(header(got, "x-amzn-ErrorType")).toBe("ForbiddenException");
  expect(lambda.invocations).toEqual([]);
});
