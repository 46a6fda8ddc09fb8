import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { withApi, type TestApi, type TestRoute } from "./support/web-socket-api";

const STATUS = '{"statusCode": 200}';
/** A template for every message. */
const template = (text: string) => ({
  template_selection_expression: "\\$default",
  request_templates: { $default: text },
});
const mock = (integration: object = {}): TestRoute => ({
  isTwoWay: true,
  integration: {
    integration_type: "MOCK",
    integration_uri: "",
    ...template(STATUS),
    ...integration,
  },
});

interface ResponseOf {
  readonly key?: string;
  readonly template?: string;
  readonly [attribute: string]: unknown;
}

/** Integration responses of the first route's integration. */
function responses(...all: readonly ResponseOf[]): Pick<TestApi, "resources"> {
  const blocks = all.map(({ key = "$default", template: text, ...more }, at) => [
    `aws_apigatewayv2_integration_response.r${at}`,
    {
      api_id: "chat1",
      integration_id: "int0",
      integration_response_key: key,
      ...(text !== undefined && {
        template_selection_expression: "\\$default",
        response_templates: { $default: text },
      }),
      ...more,
    },
  ]);
  return { resources: Object.fromEntries(blocks) as TestApi["resources"] };
}

/** The reply to one message of an API whose only route is `$default`. */
function replyTo(message: string, route: TestRoute, test: TestApi = {}): Promise<string> {
  return withApi({ ...test, routes: { $default: route } }, async (api) =>
    (await api.connect({ headers: { "x-user": "ana" } })).exchange(message),
  );
}

const failure = (message: string) =>
  expect.stringMatching(
    new RegExp(`^{"message": "${message}", "connectionId":"[^"]+", "requestId":"[^"]+"}$`),
  ) as string;

describe("a MOCK", () => {
  test("replies with what the template of the integration response makes of the connection", async () => {
    const text =
      '{"to": "$context.connectionId", "by": "$context.routeKey", "in": "$stageVariables.room"}';
    const reply = await withApi(
      {
        routes: { $default: mock() },
        stage: { stage_variables: { room: "blue" } },
        ...responses({ template: text }),
      },
      async (api) => (await api.connect()).exchange("hello"),
    );

    expect(JSON.parse(reply)).toEqual({
      to: expect.stringMatching(/==$/) as string,
      by: "$default",
      in: "blue",
    });
  });

  test.each([
    ["200", "fine"],
    ["404", "gone"],
    ["418", "other"],
  ])(
    "replies to a message whose status is %s with the response whose key matches",
    async (status, reply) => {
      const route = mock(template('{"statusCode": $input.path("$.status")}'));
      const all = responses(
        { key: "$default", template: "other" },
        { key: "/2\\d\\d/", template: "fine" },
        { key: "/404/", template: "gone" },
      );

      expect(await replyTo(`{"status": ${status}}`, route, all)).toBe(reply);
    },
  );

  test("replies with an error if no integration response matches, or its template gives no status", async () => {
    const only = responses({ key: "/404/" });

    expect(await replyTo("{}", mock(), only)).toEqual(failure("Internal server error"));
    expect(await replyTo("{}", mock(template("no")), responses({}))).toEqual(
      failure("Internal server error"),
    );
  });

  test("sends nothing on a one-way route, whatever its integration responses", async () => {
    const routes = { quiet: { ...mock(), isTwoWay: false }, $default: mock() };
    const all = responses({ template: "quiet" }, { template: "loud", integration_id: "int1" });
    const replies = await withApi({ routes, ...all }, async (api) => {
      const client = await api.connect();
      client.send('{"action": "quiet"}');
      return [await client.exchange("hello"), ...client.received];
    });

    expect(replies).toEqual(["loud"]);
  });

  test.each([
    [200, undefined],
    [403, 403],
  ])("of $connect with the status %s decides about the handshake", async (status, refused) => {
    const $connect = { ...mock(template(`{"statusCode": ${status}}`)), isTwoWay: false };
    const outcome = withApi({ routes: { $connect } }, async (api) =>
      refused === undefined ? (await api.connect()) && undefined : (await api.refusal()).status,
    );

    expect(await outcome).toBe(refused);
  });
});

describe("a template of the request", () => {
  const route = (integration: object): TestRoute => ({
    isTwoWay: true,
    integration: { integration_type: "AWS", ...integration },
  });
  /** The function's response is what it got. */
  const echo = () => new FakeLambda({ handles: (event) => event });

  test.each([
    ["\\$default", "$default", '{"kind": "a"}'],
    ["$request.body.kind", "a", '{"kind": "a"}'],
    ["$${request.body.kind}-$context.eventType", "a-MESSAGE", '{"kind": "a"}'],
    ["plain", "plain", "text"],
  ])("is the one whose key %s yields", async (expression, key, message) => {
    const integration = {
      template_selection_expression: expression,
      request_templates: {
        other: "{}",
        [key]: '{"got": $input.json("$"), "from": "$context.identity.sourceIp"}',
      },
    };

    const reply = await replyTo(message, route(integration), { lambda: echo(), ...responses({}) });

    expect(JSON.parse(reply)).toEqual({
      got: message === "text" ? "text" : { kind: "a" },
      from: "127.0.0.1",
    });
  });

  test.each([
    [undefined, '{"kind":"b"}'],
    ["WHEN_NO_MATCH", '{"kind":"b"}'],
    ["WHEN_NO_TEMPLATES", failure("Unsupported Media Type")],
    ["NEVER", failure("Unsupported Media Type")],
  ])(
    "that none is selected leaves the message as it is, unless passthrough is %s",
    async (behavior, reply) => {
      const integration = {
        template_selection_expression: "$request.body.kind",
        request_templates: { a: "{}" },
        passthrough_behavior: behavior,
      };

      expect(
        await replyTo('{"kind":"b"}', route(integration), { lambda: echo(), ...responses({}) }),
      ).toEqual(reply);
    },
  );

  test("can read the handshake on $connect", async () => {
    const text = '{"user": "$input.params(\'x-user\')", "room": "$input.params(\'room\')"}';
    const lambda = echo();
    await withApi(
      {
        routes: { $connect: { integration: { integration_type: "AWS", ...template(text) } } },
        lambda,
      },
      (api) => api.connect({ headers: { "x-user": "ana" }, query: "room=blue" }),
    );

    expect(lambda.event).toEqual({ user: "ana", room: "blue" });
  });
});

describe("a custom integration with a function", () => {
  const route: TestRoute = { isTwoWay: true, integration: { integration_type: "AWS" } };

  test("selects the response by the message of the function's error", async () => {
    const lambda = new FakeLambda({ fails: { errorMessage: "No such room: blue" } });
    const log = new FakeLog();
    const all = responses(
      { template: "unexpected" },
      { key: "/Forbidden.*/", template: "refused" },
      { key: "/No such room.*/", template: '{"sorry": $input.json("$.errorMessage")}' },
    );

    const reply = await replyTo("{}", route, { lambda, log, ...all });

    expect(reply).toBe('{"sorry": "No such room: blue"}');
    expect(log.reports).toMatchObject([
      { status: 502, reason: "the function failed: see its log lines" },
    ]);
  });

  test("passes a payload that isn't JSON to no function", async () => {
    const [lambda, log] = [new FakeLambda(), new FakeLog()];

    expect(await replyTo("text", route, { lambda, log, ...responses({}) })).toEqual(
      failure("Internal server error"),
    );
    expect(lambda.invocations).toEqual([]);
    expect(log.reports).toMatchObject([
      { reason: expect.stringMatching(/is not JSON: .* column 1; the text is text$/) as string },
    ]);
  });

  test("starts it and doesn't wait if a mapping says so", async () => {
    const lambda = new FakeLambda("never");
    const integration = {
      integration_type: "AWS",
      request_parameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
    };
    const reply = await replyTo(
      '{"a":1}',
      { isTwoWay: true, integration },
      { lambda, ...responses({ template: "started" }) },
    );

    expect(reply).toBe("started");
    expect(lambda.asynchronous).toMatchObject([{ event: { a: 1 } }]);
  });

  test("reports one that is too slow in the frame", async () => {
    const integration = { integration_type: "AWS", timeout_milliseconds: 50 };

    expect(
      await replyTo(
        "{}",
        { isTwoWay: true, integration },
        { lambda: new FakeLambda("never"), ...responses({}) },
      ),
    ).toEqual(failure("Endpoint request timed out"));
  });
});

describe("an integration that can't be served", () => {
  test.each([
    ["integration_type", { integration_type: "SOAP" }],
    ["integration_uri", { integration_type: "HTTP", integration_uri: "ftp://backend" }],
    ["integration_uri", { integration_type: "AWS", integration_uri: "arn:aws:sqs:us-east-1:1:q" }],
    ["template_selection_expression", { request_templates: { $default: "{}" } }],
    ["template_selection_expression", { template_selection_expression: "$default" }],
    ["request_templates for $default", template("#end")],
    ["timeout_milliseconds", { timeout_milliseconds: 49 }],
    ["passthrough_behavior", { passthrough_behavior: "ALWAYS" }],
  ])("because of its %s makes the route respond with 501", async (attribute, integration) => {
    const route = { isTwoWay: true, integration: { integration_type: "AWS", ...integration } };
    const reply = await replyTo("{}", route, responses({}));

    expect(JSON.parse(reply)).toEqual({
      message: expect.stringContaining(
        `Not served by the local runner: aws_apigatewayv2_integration.i0: ${attribute}`,
      ) as string,
    });
  });

  test.each([
    ["integration_response_key", { key: "2\\d\\d" }],
    ["template_selection_expression", { template_selection_expression: "$request.body.a" }],
  ])(
    "because of the %s of its response makes the route respond with 501",
    async (attribute, response) => {
      expect(await replyTo("{}", mock(), responses(response))).toContain(
        `aws_apigatewayv2_integration_response.r0: ${attribute}`,
      );
    },
  );
});
