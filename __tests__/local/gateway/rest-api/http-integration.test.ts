import type { IncomingMessage, RequestListener } from "node:http";
import { bodyOf, withServer } from "../../../support/loopback-server";
import { FakeLog } from "../support/fake-log";
import { responseTo, header, integrationOf, text } from "./support/serve";

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A backend that notes the request and responds with a header of its own. */
async function withBackend(
  use: (url: string) => Promise<void>,
  reply: RequestListener = (_, response) => response.writeHead(201, { "X-Own": "1" }).end("ok"),
): Promise<Received> {
  let received: Received | undefined;
  await withServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method, url, headers } = request;
      received = { method, url, headers, body };
      reply(request, response);
    });
  }, use);
  if (!received) {
    throw new Error("The backend got no request.");
  }
  return received;
}

describe("HTTP_PROXY", () => {
  test("passes method, body, path and queries on, its own and the mapped ones beside", async () => {
    const received = await withBackend(async (url) => {
      const integration = {
        type: "http_proxy",
        httpMethod: "ANY",
        uri: `${url}/{rest}?fixed=1`,
        requestParameters: {
          "integration.request.path.rest": "method.request.path.rest",
          "integration.request.querystring.mapped": "method.request.header.X-In",
          "integration.request.querystring.none": "method.request.header.X-None",
          "integration.request.header.X-Mapped": "'yes'",
          "integration.request.header.X-Body": "method.request.body.name",
        },
      };
      const paths = {
        "/{rest+}": { "x-amazon-apigateway-any-method": integrationOf(integration) },
      };

      const got = await responseTo(
        { paths },
        {
          method: "PUT",
          path: "/x/y%20z",
          query: "q=a%26b",
          body: '{"name":"a\\nb"}',
          headers: { "X-In": "in" },
        },
      );

      expect([got.status, text(got), header(got, "X-Own")]).toEqual([201, "ok", "1"]);
    });

    expect(received).toMatchObject({
      method: "PUT",
      url: "/x/y%20z?fixed=1&q=a%26b&mapped=in",
      body: '{"name":"a\\nb"}',
      headers: {
        "x-body": "a b",
        "x-mapped": "yes",
        "x-in": "in",
        "x-amzn-apigateway-api-id": "api1",
      },
    });
  });
});

describe("a path parameter can't lead outside the path of the integration's URI", () => {
  const to = (type: string, source: string) => ({
    "/up/{rest+}": {
      get: integrationOf({
        type,
        httpMethod: "GET",
        uri: "http://127.0.0.1:1/base/{id}",
        requestParameters: { "integration.request.path.id": source },
        responses: { default: { statusCode: "200" } },
      }),
    },
  });
  const paths = ["../../../admin", "%2e%2e/admin", "..%2Fadmin", "..\\admin", "a/../..", ".."];

  test.each(["http_proxy", "http"].flatMap((type) => paths.map((path) => [type, path] as const)))(
    "%s by %s",
    async (type, path) => {
      const log = new FakeLog();

      const got = await responseTo(
        { paths: to(type, "method.request.path.rest"), log },
        { path: `/up/${path}` },
      );

      expect([got.status, text(got)]).toEqual([400, '{"message":"Invalid request parameters"}']);
      expect(log.reports).toMatchObject([{ reason: expect.stringContaining("leads outside") }]);
    },
  );

  test("a query parameter mapped to it can't either", async () => {
    const test = { paths: to("http", "method.request.querystring.q") };

    expect((await responseTo(test, { path: "/up/x", query: "q=../admin" })).status).toBe(400);
  });
});

describe("the bytes of an HTTP_PROXY", () => {
  const BYTES = Buffer.from([255, 0, 128]);
  const LOST = Buffer.from("\ufffd\u0000\ufffd");
  const MEDIA_TYPES = { binary_media_types: ["image/*"] };

  /** What the backend gets, and what the client gets back of bytes that are an image. */
  async function passed(api: Record<string, string[]>, accept: string, encoding?: string) {
    const headers: Record<string, string> = { "Content-Type": "image/png" };
    if (encoding !== undefined) {
      headers["Content-Encoding"] = encoding;
    }
    const received: Buffer[] = [];
    const backend: RequestListener = (request, response) => {
      request.on("data", (chunk: Buffer) => received.push(chunk));
      request.on("end", () => response.writeHead(200, headers).end(BYTES));
    };
    const got = await withServer(backend, (uri) => {
      const integration = integrationOf({ type: "http_proxy", httpMethod: "POST", uri });
      return responseTo(
        { paths: { "/a": { post: integration } }, api },
        {
          method: "POST",
          path: "/a",
          body_base64: BYTES.toString("base64"),
          headers: { ...headers, Accept: accept },
        },
      );
    });
    return [Buffer.concat(received), got.body];
  }

  test("come through whole where they are of a binary media type that the client accepts", async () => {
    expect(await passed(MEDIA_TYPES, "image/png")).toEqual([BYTES, BYTES]);
  });

  test("come back as base64 to a client that accepts another type", async () => {
    expect(await passed(MEDIA_TYPES, "text/html")).toEqual([
      BYTES,
      Buffer.from(BYTES.toString("base64")),
    ]);
  });

  test("are taken for text without binary media types", async () => {
    expect(await passed({}, "image/png")).toEqual([LOST, LOST]);
  });

  test("come through whole when compressed", async () => {
    expect(await passed({}, "image/png", "gzip")).toEqual([BYTES, BYTES]);
  });
});

describe("HTTP", () => {
  test("sends the template's output, and the gateway's headers instead of the client's", async () => {
    const received = await withBackend(async (url) => {
      const integration = {
        type: "http",
        httpMethod: "PATCH",
        uri: `${url}/x`,
        requestTemplates: {
          "application/json":
            '#set($context.requestOverride.querystring.q = "a b")#set($context.requestOverride.header.X-Set = "1"){"in": $input.json("$")}',
        },
        responses: {
          default: {
            statusCode: "202",
            responseParameters: {
              "method.response.header.X-Out": "integration.response.header.x-own",
            },
          },
        },
      };

      const got = await responseTo(
        { paths: { "/a": { post: integrationOf(integration) } } },
        {
          method: "POST",
          path: "/a",
          query: "not=passed",
          body: "1",
          headers: { "User-Agent": "me", Accept: "text/x" },
        },
      );

      expect([got.status, header(got, "X-Out"), header(got, "X-Own")]).toEqual([
        202,
        "1",
        undefined,
      ]);
    });

    expect(received).toMatchObject({
      method: "PATCH",
      url: "/x?q=a%20b",
      body: '{"in": 1}',
      headers: { accept: "application/json", "user-agent": "AmazonAPIGateway_api1", "x-set": "1" },
    });
  });
});

describe("a backend that can't be had", () => {
  const to = (uri: string, timeoutInMillis = 29_000) => ({
    "/a": { get: integrationOf({ type: "http_proxy", httpMethod: "GET", uri, timeoutInMillis }) },
  });

  test("that refuses connections leads to 504", async () => {
    const url = await withServer(
      () => undefined,
      (free) => Promise.resolve(free),
    );

    expect((await responseTo({ paths: to(url) }, { path: "/a" })).status).toBe(504);
  });

  test("that takes longer than the integration's timeout leads to 504", async () => {
    await withBackend(
      async (url) => {
        const got = await responseTo({ paths: to(url, 50) }, { path: "/a" });

        expect([got.status, text(got)]).toEqual([504, '{"message": "Endpoint request timed out"}']);
      },
      () => undefined,
    );
  });

  test.each(["http://${stageVariables.host}/", "http://127.0.0.1:1/{id}"])(
    "the URI %s, a part of which has no value, results in 500",
    async (uri) => {
      expect((await responseTo({ paths: to(uri) }, { path: "/a" })).status).toBe(500);
    },
  );
});
