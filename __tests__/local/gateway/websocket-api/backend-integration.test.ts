import type { IncomingHttpHeaders } from "node:http";
import { WebSocketConnections } from "../../../../local/gateway/websocket-api/connection/web-socket-connections";
import { bodyOf, withServer } from "../../../support/loopback-server";
import { withAws, type ServiceReply } from "../support/aws-stand-in";
import { eventually } from "../../../support/eventually";
import { FakeLog } from "../support/fake-log";
import { problemsOf } from "../support/problems";
import { gatewayOf, withApi, type TestApi, type TestRoute } from "./support/web-socket-api";

interface Got {
  readonly method?: string;
  readonly url?: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const RESPONSE = "aws_apigatewayv2_integration_response.r";
const DEFAULT_RESPONSE = {
  [RESPONSE]: { api_id: "chat1", integration_id: "int0", integration_response_key: "$default" },
};

/** What a backend got of one message, and what the client got. */
async function exchange(
  message: string,
  integration: object,
  { reply = {}, ...test }: TestApi & { readonly reply?: Reply } = {},
): Promise<{ readonly got: Got | undefined; readonly answer: string }> {
  let got: Got | undefined;
  const { status = 200, headers, body = "pong" } = reply;
  const answer = await withServer(
    (request, response) =>
      void bodyOf(request).then((text) => {
        got = {
          ...request,
          method: request.method,
          url: request.url,
          headers: request.headers,
          body: text,
        };
        response.writeHead(status, headers).end(body);
      }),
    (url) => {
      const route: TestRoute = {
        isTwoWay: true,
        integration: {
          integration_method: "POST",
          integration_uri: `${url}/rooms`,
          ...integration,
        },
      };
      const targets = { "aws_api_gateway_vpc_link.link": url };
      const resources = { ...DEFAULT_RESPONSE, ...test.resources };
      return withApi({ ...test, targets, resources, routes: { $default: route } }, async (api) =>
        (await api.connect()).exchange(message),
      );
    },
  );
  return { got, answer };
}

describe.each(["HTTP", "HTTP_PROXY"])("%s", (type) => {
  test("sends the message to the backend, and its response to the client", async () => {
    const { got, answer } = await exchange("ping", { integration_type: type });

    expect(got).toMatchObject({
      method: "POST",
      url: "/rooms",
      body: "ping",
      headers: { "user-agent": "AmazonAPIGateway_chat1", "x-amzn-apigateway-api-id": "chat1" },
    });
    expect(got?.headers).not.toHaveProperty("connectionid");
    expect(answer).toBe("pong");
  });

  test("maps any text onto a header: in UTF-8, with spaces for what HTTP doesn't allow", async () => {
    const request_parameters = { "integration.request.header.x-name": "route.request.body.name" };
    const message = JSON.stringify({ name: "日本\nb" });
    const { got } = await exchange(message, { integration_type: type, request_parameters });

    expect(Buffer.from(String(got?.headers["x-name"]), "latin1").toString()).toBe("日本 b");
  });

  test("maps the message and the context onto headers, path and query", async () => {
    const { got } = await exchange(
      '{"room": {"id": "a b"}}',
      {
        integration_type: type,
        integration_uri: "http://127.0.0.1/{room}/x?v=1",
        connection_type: "VPC_LINK",
        connection_id: "link1",
        request_parameters: {
          "integration.request.header.connectionId": "context.connectionId",
          "integration.request.header.Content-Type": "'text/plain'",
          "integration.request.header.from": "context.identity.sourceIp",
          "integration.request.header.missing": "route.request.body.none",
          "integration.request.querystring.room": "route.request.body.room.id",
          "integration.request.querystring.stage": "stageVariables.name",
          "integration.request.path.room": "'rooms'",
        },
      },
      {
        stage: { stage_variables: { name: "dev" } },
        resources: { "aws_api_gateway_vpc_link.link": { id: "link1", name: "link" } },
      },
    );

    expect(got).toMatchObject({
      url: "/rooms/x?v=1&room=a+b&stage=dev",
      headers: {
        connectionid: expect.stringMatching(/==$/) as string,
        "content-type": "text/plain",
        from: "127.0.0.1",
        host: "127.0.0.1",
      },
    });
    expect(got?.headers).not.toHaveProperty("missing");
  });

  test("decodes base64 for a backend that takes bytes", async () => {
    const { got } = await exchange("aGVsbG8=", {
      integration_type: type,
      content_handling_strategy: "CONVERT_TO_BINARY",
    });

    expect(got?.body).toBe("hello");
  });

  test.each([
    ["an unreachable backend", { integration_uri: "http://127.0.0.1:1/" }, "{}"],
    ["a path parameter without a value", { integration_uri: "http://127.0.0.1:1/{room}" }, "{}"],
    ["a message that isn't base64", { content_handling_strategy: "CONVERT_TO_BINARY" }, "*"],
  ])("reports %s in the frame", async (_what, integration, message) => {
    const { answer } = await exchange(message, { integration_type: type, ...integration });

    expect(answer).toContain('{"message": "Internal server error"');
  });
});

describe("HTTP", () => {
  test("selects a template by the status and a header of the backend's response", async () => {
    const { answer } = await exchange(
      "ping",
      { integration_type: "HTTP" },
      {
        reply: { status: 404, headers: { kind: "room" }, body: '{"id": 7}' },
        resources: {
          [`${RESPONSE}1`]: {
            ...DEFAULT_RESPONSE[RESPONSE],
            integration_response_key: "/4\\d\\d/",
            template_selection_expression:
              "$${integration.response.statuscode}-$${integration.response.header.kind}",
            response_templates: { "404-room": 'no room $input.path("$.id")' },
          },
        },
      },
    );

    expect(answer).toBe("no room 7");
  });

  test("sends bytes of the backend as base64 if the integration response says so", async () => {
    const { answer } = await exchange(
      "ping",
      { integration_type: "HTTP" },
      {
        reply: { body: Buffer.from([0, 255]) },
        resources: {
          [RESPONSE]: {
            ...DEFAULT_RESPONSE[RESPONSE],
            content_handling_strategy: "CONVERT_TO_TEXT",
          },
        },
      },
    );

    expect(answer).toBe("AP8=");
  });

  test("on $connect refuses the handshake with the backend's status", async () => {
    const status = await withServer(
      (_, response) => response.writeHead(401).end("who?"),
      (url) => {
        const integration = {
          integration_type: "HTTP",
          integration_method: "GET",
          integration_uri: url,
        };
        return withApi({ routes: { $connect: { integration } } }, async (api) => api.refusal());
      },
    );

    expect(status).toMatchObject({ status: 401, body: "who?" });
  });
});

describe("an AWS service", () => {
  const ROLE = "arn:aws:iam::123456789012:role/caller";
  const queue = (integration: object = {}): TestRoute => ({
    isTwoWay: true,
    integration: {
      integration_type: "AWS",
      integration_method: "POST",
      integration_uri: "arn:aws:apigateway:us-east-1:sqs:path/123456789012/jobs",
      credentials_arn: ROLE,
      passthrough_behavior: "NEVER",
      template_selection_expression: "\\$default",
      request_templates: {
        $default:
          "Action=SendMessage&MessageBody=$util.urlEncode($input.body)&By=$context.connectionId",
      },
      request_parameters: {
        "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'",
      },
      ...integration,
    },
  });
  const answerTo = (route: TestRoute, reply: ServiceReply, test: TestApi = {}) =>
    withAws(reply, (aws) =>
      withApi(
        { aws, resources: DEFAULT_RESPONSE, ...test, routes: { $default: route } },
        async (api) => (await api.connect()).exchange("a&b"),
      ),
    );

  test("gets the form of the template, signed, and its XML comes back as JSON", async () => {
    const { got, calls } = await answerTo(queue(), {
      type: "text/xml",
      body: "<SendMessageResponse><SendMessageResult><MessageId>m1</MessageId></SendMessageResult></SendMessageResponse>",
    });

    expect(calls).toMatchObject([
      {
        service: "sqs",
        url: "/123456789012/jobs",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          authorization: expect.stringContaining("/us-east-1/sqs/aws4_request") as string,
        },
        body: expect.stringMatching(/^Action=SendMessage&MessageBody=a%26b&By=.+==$/) as string,
      },
    ]);
    expect(JSON.parse(got)).toMatchObject({
      SendMessageResponse: { SendMessageResult: { MessageId: "m1" } },
    });
  });

  test("is called by its action, and its error selects an integration response", async () => {
    const put = queue({
      integration_uri: "arn:aws:apigateway:us-east-1:dynamodb:action/PutItem",
      request_parameters: {},
      request_templates: { $default: '{"TableName": "rooms"}' },
    });
    const resources = {
      ...DEFAULT_RESPONSE,
      [`${RESPONSE}1`]: {
        ...DEFAULT_RESPONSE[RESPONSE],
        integration_response_key: "/400/",
        template_selection_expression: "\\$default",
        response_templates: { $default: "refused: $input.path('$.message')" },
      },
    };
    const { got, calls } = await answerTo(
      put,
      { status: 400, body: '{"message":"no table"}' },
      { resources },
    );

    expect(calls).toMatchObject([
      { service: "dynamodb", headers: { "x-amz-target": "DynamoDB_20120810.PutItem" } },
    ]);
    expect(got).toBe("refused: no table");
  });

  test.each([
    ["a message", "$default"],
    ["a handshake", "$connect"],
  ])("that responds to %s with an error is the reason in the log", async (_, key) => {
    const routes = { [key]: { ...queue(), isTwoWay: false } };
    const log = new FakeLog();
    const reply = { status: 400, body: '{"__type":"QueueDoesNotExist","message":"No queue."}' };

    await withAws(reply, (aws) =>
      withApi({ aws, log, routes }, async (api) => {
        const client = await api.connect().catch(() => undefined);
        client?.socket.send("hello");
        await eventually(() => log.requests.some(({ status }) => status === 400));
      }),
    );

    expect(log.reports).toMatchObject([
      { status: 400, reason: "sqs responded 400 QueueDoesNotExist: No queue." },
    ]);
  });

  test("isn't called without a role, or one that API Gateway may not assume", async () => {
    const { got, calls } = await answerTo(queue({ credentials_arn: undefined }), { body: "{}" });

    expect(got).toContain("Internal server error");
    expect(calls).toEqual([]);
  });

  test("that nothing on this machine provides makes the route respond with 501", async () => {
    const answer = await withApi({ routes: { $default: queue() } }, async (api) =>
      (await api.connect()).exchange("hello"),
    );

    const problem = "the integration calls sqs, which nothing on this machine provides";
    expect(answer).toContain(problem);
    expect(
      problemsOf(gatewayOf({ routes: { $default: queue() } }, new WebSocketConnections())),
    ).toEqual([expect.stringContaining(`aws_apigatewayv2_integration.i0: ${problem}`)]);
  });
});
