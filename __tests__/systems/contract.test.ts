import { renderTemplate, routes } from "../../local/testing";
import "../../local/testing/jest";
import { environmentStack } from "./support";

const stack = environmentStack("dev");

test("the systems have these routes, which anyone can call", () => {
  expect(routes(stack)).toMatchInlineSnapshot(`
   "hello/HttpApi: GET / → hello/Function, public
   account-settings/RestApi: ANY / → account-settings/Function, public
   account-settings/RestApi: ANY /{proxy+} → account-settings/Function, public
   lambda-api/RestApi: POST /lambda → lambda-api/Function, public
   sample01/RestApi: GET /{hoge} → sample01/Function, public"
  `);
  expect(stack).toHavePublicRoutes([
    "GET /",
    "POST /lambda",
    "GET /{hoge}",
    "ANY /",
    "ANY /{proxy+}",
  ]);
});

test.each(["lambda-api", "sample01", "account-settings"])(
  "the function of %s may write to its own log, and not to another's",
  (system) => {
    const log = (name: string) =>
      `arn:aws:logs:*:*:log-group:/aws/lambda/web-api-dev-${name}-Function:log-stream:x`;

    expect(stack).toAllow(system, "logs:PutLogEvents", log(system));
    expect(stack).not.toAllow(system, "logs:PutLogEvents", log("hello"));
  },
);

test("only the function of account-settings may read the account's settings", () => {
  expect(stack).toAllow("account-settings", "lambda:GetAccountSettings", "*");
  for (const system of ["hello", "lambda-api", "sample01"]) {
    expect(stack).not.toAllow(system, "lambda:GetAccountSettings", "*");
  }
});

describe("the templates of sample01", () => {
  test.each([
    [{}, {}],
    [{ hoge: "fuga" }, { hoge: "fuga" }],
    [
      { a: `it's "b"`, c: "\\" },
      { a: `it's "b"`, c: "\\" },
    ],
  ])("pass the path's parameters %j on as JSON", (path, pathParams) => {
    const { json } = renderTemplate("lambda-src/sample01/request.vtl", {
      params: { path },
      strict: true,
    });

    expect(json).toEqual({ pathParams });
  });

  test("return the message of the function's error", () => {
    const { json } = renderTemplate("lambda-src/sample01/error.vtl", {
      body: { errorMessage: `[400:BadRequest] it's "fuga"`, errorType: "Exception" },
      strict: true,
    });

    expect(json).toEqual({ message: `[400:BadRequest] it's "fuga"` });
  });
});
