import type { RequestTrace } from "../../local/gateway/trace";
import { traceText } from "../../local/log/trace-text";
import { withServer } from "../support/loopback-server";
import { overHttp } from "./gateway/http-api/support/http-api";
import { cors, GET_PETS, traceOf as httpTraceOf } from "./gateway/http-api/support/trace";
import { custom, integrationOf, mock, proxy } from "./gateway/rest-api/support/serve";
import { onPets, templates, traceOf } from "./gateway/rest-api/support/trace";
import { FakeLambda } from "./gateway/support/fake-lambda";

/** The text of a trace without the times and ports, which differ each time. */
function textOf(trace: RequestTrace): string {
  return traceText(trace)
    .replace(/\d+(?:\.\d+)? ms/g, "N ms")
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT");
}

const returning = (returns: unknown) => ({ lambda: new FakeLambda({ returns }) });

describe("the text of a trace", () => {
  test("is the line of the log, then each step with what went in and out", async () => {
    const trace = await traceOf(onPets(mock("pet $input.params('id')")));

    expect(textOf(trace).replace(/^ {4}x-am.*\n/gm, "")).toBe(
      `POST /dev/pets/7 200 N ms (POST /pets/{id} → MOCK)
  request POST /dev/pets/7 (N ms)
    Host: 127.0.0.1:PORT
    Connection: keep-alive
    Content-Length: 2
    body: {}
  route POST /pets/{id} → MOCK, stage dev (N ms)
    id = 7
  request template (N ms)
    template: {"statusCode": 200}
    in: {}
    out: {"statusCode": 200}
  integration response 200 by default (N ms)
    selected by: 200
  response template application/json (N ms)
    template: pet $input.params('id')
    in: empty
    out: pet 7
  response 200 (N ms)
    Content-Type: application/json
    body: pet 7
`,
    );
  });

  test("has the overrides of templates and the patterns that were tried", async () => {
    const override = '#set($context.responseOverride.status = 418)\n$input.path("$.errorMessage")';
    const responses = {
      default: { statusCode: "200" },
      "other.*": { statusCode: "400" },
      "no .*": { statusCode: "404", responseTemplates: templates(override) },
    };
    const lambda = new FakeLambda({ fails: { errorMessage: "no pet" } });

    const text = textOf(await traceOf(onPets(custom({ responses }), { lambda })));

    expect(text).toContain(`✗ invocation of fn, warm, N ms, 30 of 128 MB, 1 (N ms)
    ✗ the function failed: see its log lines
    returned: {"errorMessage":"no pet"}
  integration response 404 by pattern no .* (N ms)
    selected by: no pet
    doesn't match: other.*
  response template application/json (N ms)
    template:
    | #set($context.responseOverride.status = 418)
    | $input.path("$.errorMessage")
    in: {"errorMessage":"no pet"}
    out: no pet
    overrides status = 418
  response 418`);
  });

  test("has a field of the event a line, and the routes that lost", async () => {
    const paths = {
      "/pets/{id}": { post: proxy() },
      "/{proxy+}": { "x-amazon-apigateway-any-method": proxy() },
    };

    const text = textOf(await traceOf({ paths }));

    expect(text).toContain(`    id = 7
    not ANY /{proxy+}: {proxy+} is less specific than pets
  event (N ms)
    resource: "/pets/{id}"
    path: "/pets/7"
`);
    expect(text).toContain(`    pathParameters: {"id":"7"}\n`);
  });

  test("has the request to a backend, its response and what mappings changed", async () => {
    let text = "";
    await withServer(
      (_, response) => response.writeHead(202, { "X-Own": "1" }).end("ok"),
      async (uri) => {
        const integration = { request_parameters: { "append:header.x-id": "$request.path.id" } };
        const test = overHttp({ ...GET_PETS, integration }, `${uri}/in`);
        text = textOf(await httpTraceOf(test));
      },
    );

    expect(text).toContain(`  parameter mapping of the request (N ms)
    + x-id: 7
  HTTP integration GET http://127.0.0.1:PORT/in`);
    expect(text).toContain(`    responded 202\n      X-Own: 1\n`);
  });

  test("has the CORS headers that were set and removed", async () => {
    const headers = { "Access-Control-Allow-Origin": "*" };
    const test = { ...cors(), ...returning({ statusCode: 200, headers }) };

    const trace = await httpTraceOf(test, { headers: { Origin: "https://own.example" } });

    expect(textOf(trace)).toContain(`  CORS, origin https://own.example (N ms)
    access-control-allow-origin: https://own.example
    removed Access-Control-Allow-Origin: *
`);
  });

  test("shows the end of a long log, and how long a shortened body is", async () => {
    const log = Array.from({ length: 50 }, (_, line) => `line ${line}\n`).join("");
    const trace = await traceOf(onPets(proxy(), returning({ body: "x".repeat(300) })));
    const steps = trace.steps.map((step) =>
      step.step === "invocation" ? { ...step, log: `${log}\x1b[2J` } : step,
    );

    const text = traceText({ ...trace, steps });

    expect(text).toContain("    | line 49\n    | \\u001b[2J\n");
    expect(text).not.toContain("line 10\n");
    expect(text).toContain(`    body: (300 bytes, shortened)\n    | ${"x".repeat(200)}…\n`);
  });
});

describe("of a request that failed, the text marks the step with the cause:", () => {
  test("no route, with those that are near", async () => {
    expect(textOf(await traceOf(onPets(proxy()), { path: "/petz/7" }))).toContain(
      `✗ route POST /petz/7, stage dev (N ms)
    ✗ no route matches POST /petz/7; there are: POST /pets/{id}
    near: POST /pets/{id}
  gateway response 403, MISSING_AUTHENTICATION_TOKEN (N ms)
    reason: no route matches POST /petz/7; there are: POST /pets/{id}
  response 403`,
    );
  });

  test("a validation, with its model", async () => {
    const operation = proxy({
      "x-amazon-apigateway-request-validator": "all",
      parameters: [{ in: "query", name: "limit", required: true }],
    });
    const validators = { all: { validateRequestBody: false, validateRequestParameters: true } };
    const document = { "x-amazon-apigateway-request-validators": validators };

    expect(textOf(await traceOf(onPets(operation, { document })))).toContain(
      `✗ validation parameters querystring.limit (N ms)
    ✗ Missing required request parameters: [limit]
  gateway response 400, BAD_REQUEST_PARAMETERS (N ms)`,
    );
  });

  test("a template, with its source", async () => {
    const twice = "#set($context.requestOverride.header.a = 1)\n".repeat(2);

    const trace = await traceOf(onPets(custom({ requestTemplates: templates(twice) })));

    expect(textOf(trace)).toContain(`✗ request template (N ms)
    ✗ a template overrides the same parameter twice
    template:
    | #set($context.requestOverride.header.a = 1)
    | #set($context.requestOverride.header.a = 1)
    in: {}
  gateway response 500, API_CONFIGURATION_ERROR (N ms)`);
  });

  test("a malformed response of a function, with what it returned", async () => {
    expect(textOf(await traceOf(onPets(proxy(), returning({ body: 1 }))))).toContain(
      `    returned: {"body":1}
✗ response of the function (N ms)
    ✗ the function's response has a body that is a number; allowed: a string
  gateway response 502, INTEGRATION_FAILURE (N ms)`,
    );
  });

  test("a backend that can't be reached", async () => {
    const uri = await withServer(
      () => undefined,
      (url) => Promise.resolve(url),
    );
    const integration = { type: "http_proxy", httpMethod: "GET", uri };

    expect(textOf(await traceOf(onPets(integrationOf(integration))))).toContain(
      `✗ HTTP integration GET http://127.0.0.1:PORT (N ms)
    ✗ http://127.0.0.1:PORT was unreachable: ECONNREFUSED
`,
    );
  });
});

test.each(["Authorization", "Cookie", "X-Api-Key", "X-Amz-Security-Token"])(
  "the value of %s is masked, in the event too",
  async (name) => {
    const text = textOf(await traceOf(onPets(proxy()), { headers: { [name]: "canary" } }));

    expect(text).toContain(`    ${name}: ***\n`);
    expect(text).not.toContain("canary");
  },
);

test("secrets in a query are masked, in an event of format 2.0 too", async () => {
  const trace = await httpTraceOf(GET_PETS, { query: "api_key=canary&a=1&access_token=canary" });

  expect(textOf(trace)).toContain('rawQueryString: "api_key=***&a=1&access_token=***"');
  expect(textOf(trace)).not.toContain("canary");
});
