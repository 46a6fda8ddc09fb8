import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { renderTemplate, routes } from "../../local/testing";
import "../../local/testing/jest";
import { SystemsStack } from "../../main";

/** The folder of the synthesised stack: of a stack itself, each matcher would synthesise it again. */
const outdir = mkdtempSync(path.join(tmpdir(), "contract-"));
const stack = path.join(outdir, "stacks/dev");
beforeAll(() => {
  const app = new App({ outdir });
  new SystemsStack(app, "dev");
  app.synth();
});
afterAll(() => rmSync(outdir, { recursive: true }));

const NOTES = "notes/Function";

test("the systems have these routes, of which only those of notes ask for a token", () => {
  expect(routes(stack)).toMatchInlineSnapshot(`
   "chat/HttpApi: GET / → chat/Page, public
   chat/WebSocketApi: $connect → chat/Function, public
   chat/WebSocketApi: $default → chat/Function, public
   chat/WebSocketApi: $disconnect → chat/Function, public
   chat/WebSocketApi: sendMessage → chat/Function, public
   chat/WebSocketApi: setName → chat/Function, public
   hello/HttpApi: GET / → hello/Function, public
   notes/HttpApi: GET /health → notes/Function, public
   notes/HttpApi: POST /notes → notes/Function, JWT https://accounts.google.com
   notes/HttpApi: DELETE /notes/{id} → notes/Function, JWT https://accounts.google.com
   notes/HttpApi: GET /notes/{id} → notes/Function, JWT https://accounts.google.com
   notes/HttpApi: PUT /notes/{id} → notes/Function, JWT https://accounts.google.com
   notes/HttpApi: POST /notes/{id}/remind → SQS-SendMessage, JWT https://accounts.google.com
   account-settings/RestApi: ANY / → account-settings/Function, public
   account-settings/RestApi: ANY /{proxy+} → account-settings/Function, public
   lambda-api/RestApi: POST /lambda → lambda-api/Function, public
   sample01/RestApi: GET /{hoge} → sample01/Function, public"
  `);
  expect(stack).toHavePublicRoutes([
    "chat/HttpApi: GET /",
    ...["$connect", "$default", "$disconnect", "sendMessage", "setName"].map(
      (key) => `chat/WebSocketApi: ${key}`,
    ),
    "hello/HttpApi: GET /",
    "GET /health",
    "POST /lambda",
    "GET /{hoge}",
    "ANY /",
    "ANY /{proxy+}",
  ]);
});

test.each([
  "lambda-api/Function",
  "sample01/Function",
  "notes/Function",
  "notes/Reminders/Worker",
  "notes/Reminders/Nightly",
  "account-settings/Function",
])("%s may write to its own log, and not to another's", (fn) => {
  const log = (path: string) =>
    `arn:aws:logs:*:*:log-group:/aws/lambda/web-api-dev-${path.replaceAll("/", "-")}:log-stream:x`;

  expect(stack).toAllow(fn, "logs:PutLogEvents", log(fn));
  expect(stack).not.toAllow(fn, "logs:PutLogEvents", log("hello/Function"));
});

test("only the function of account-settings may read the account's settings", () => {
  expect(stack).toAllow("account-settings", "lambda:GetAccountSettings", "*");
  for (const system of ["hello", "lambda-api", "notes/Function", "sample01"]) {
    expect(stack).not.toAllow(system, "lambda:GetAccountSettings", "*");
  }
});

test("the function of notes may read, write and delete items of its own table, and no more", () => {
  const table = (name: string) => `arn:aws:dynamodb:*:*:table/${name}`;

  for (const action of ["GetItem", "PutItem", "DeleteItem"]) {
    expect(stack).toAllow(NOTES, `dynamodb:${action}`, table("web-api-dev-notes"));
    expect(stack).not.toAllow(NOTES, `dynamodb:${action}`, table("web-api-prod-notes"));
    expect(stack).not.toAllow("hello", `dynamodb:${action}`, table("web-api-dev-notes"));
  }
  for (const action of ["Scan", "Query", "DeleteTable"]) {
    expect(stack).not.toAllow(NOTES, `dynamodb:${action}`, table("web-api-dev-notes"));
  }
});

test("the worker and the nightly function may change notes, and only the latter reads all of them", () => {
  const table = "arn:aws:dynamodb:*:*:table/web-api-dev-notes";
  const [worker, nightly] = ["notes/Reminders/Worker", "notes/Reminders/Nightly"];

  for (const fn of [worker, nightly]) {
    expect(stack).toAllow(fn, "dynamodb:UpdateItem", table);
    expect(stack).not.toAllow(fn, "dynamodb:DeleteItem", table);
  }
  expect(stack).toAllow(nightly, "dynamodb:Scan", table);
  expect(stack).not.toAllow(worker, "dynamodb:Scan", table);
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
