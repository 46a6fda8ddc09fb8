import path from "node:path";
import { pathToFileURL } from "node:url";
import type { LocalLambda } from "../../../../local/lambda";
import type { CaseRequest } from "../../cases/support/exchange";
import type { LambdaFixture } from "../../lambda/support/lambda-fixture";

const PACKAGES = path.resolve(__dirname, "../../../../node_modules");

/** The package as Node finds it for a project of its own. */
function imported(file: string): string {
  return pathToFileURL(path.join(PACKAGES, file)).href;
}

const EXPRESS = `
import { createRequire } from "node:module";
const require = createRequire(${JSON.stringify(imported("x.js"))});
const express = require("express");
const app = express();
app.use(express.json());
app.post("/items/:id", (request, response) => {
  response.cookie("a", "1").cookie("b", "2").status(201);
  response.json({ id: request.params.id, q: request.query.q, body: request.body });
});
export const handler = require("serverless-http")(app);
`;

const HONO = `
import { Hono } from ${JSON.stringify(imported("hono/dist/index.js"))};
import { handle } from ${JSON.stringify(imported("hono/dist/adapter/aws-lambda/index.js"))};
const app = new Hono();
app.post("/items/:id", async (context) =>
  context.json({ id: context.req.param("id"), q: context.req.query("q"), body: await context.req.json() }, 201));
export const handler = handle(app);
`;

const MIDDY = `
import middy from ${JSON.stringify(imported("@middy/core/index.js"))};
export const handler = middy()
  .before((request) => { request.event.body = JSON.parse(request.event.body); })
  .handler(async ({ pathParameters, queryStringParameters, body }) => ({
    statusCode: 201,
    body: JSON.stringify({ id: pathParameters.proxy.split("/")[1], q: queryStringParameters.q, body }),
  }));
`;

/** Real middleware, unchanged, each as a handler of `POST /items/{id}`. */
export const MIDDLEWARE = {
  "Express behind serverless-http": EXPRESS,
  Hono: HONO,
  Middy: MIDDY,
};

export const POST_ITEM: CaseRequest = {
  method: "POST",
  path: "/items/7",
  query: "q=a%20b",
  headers: { "Content-Type": "application/json" },
  body: '{"n":1}',
};

/** Lambda with the function `fn`, whose code is an ES module. */
export function startModule(fixture: LambdaFixture, source: string): Promise<LocalLambda> {
  fixture.node("fn", "");
  fixture.file("fn/index.js", source);
  fixture.file("fn/package.json", '{"type": "module"}');
  return fixture.start();
}
