import { readFileSync } from "node:fs";
import path from "node:path";
import { FakeLambda } from "../support/fake-lambda";
import { responseTo, custom, text } from "./support/serve";

const SAMPLE = path.resolve(__dirname, "../../../../lambda-src/sample01");
const template = (name: string) => readFileSync(path.join(SAMPLE, name), "utf8");

const paths = {
  "/{hoge}": {
    get: custom({
      requestTemplates: { "application/json": template("request.vtl") },
      responses: {
        default: { statusCode: "200", responseTemplates: { "application/json": "" } },
        "^\\[400:.*": {
          statusCode: "400",
          responseTemplates: { "application/json": template("error.vtl") },
        },
      },
    }),
  },
};

test("sample01's request template makes the event of the path's parameters", async () => {
  const lambda = new FakeLambda({ returns: {} });

  await responseTo({ paths, lambda }, { path: "/it's" });

  expect(lambda.event).toEqual({ pathParams: { hoge: "it's" } });
});

test("sample01's error template turns the error's text into a message", async () => {
  const fails = { errorMessage: "[400:BadRequest] fuga is not hoge", errorType: "Exception" };

  const got = await responseTo({ paths, lambda: new FakeLambda({ fails }) }, { path: "/fuga" });

  expect(got.status).toBe(400);
  expect(JSON.parse(text(got))).toEqual({ message: "[400:BadRequest] fuga is not hoge" });
});

test("sample01's empty template returns the function's response unchanged", async () => {
  const lambda = new FakeLambda({ returns: { message: "hogehoge" } });

  const got = await responseTo({ paths, lambda }, { path: "/hoge" });

  expect([got.status, text(got)]).toEqual([200, '{"message":"hogehoge"}']);
});
