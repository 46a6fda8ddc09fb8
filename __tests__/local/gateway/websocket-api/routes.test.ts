import { LambdaServiceError } from "../../../../local/lambda/lambda-service";
import { FakeLambda } from "../support/fake-lambda";
import { type Event, withApi } from "./support/web-socket-api";

const TWO_WAY = { isTwoWay: true };
/** Responds with the key of the route. */
const showRoute = () =>
  new FakeLambda({
    handles: (event) => ({ statusCode: 200, body: (event as Event).requestContext["routeKey"] }),
  });

/** The reply to each message. */
function repliesTo(
  messages: readonly string[],
  expression: string,
  keys: readonly string[],
): Promise<string[]> {
  const routes = Object.fromEntries(keys.map((key) => [key, TWO_WAY]));
  const api = { route_selection_expression: expression };
  return withApi({ lambda: showRoute(), routes, api }, async (served) => {
    const client = await served.connect();
    const replies: string[] = [];
    for (const message of messages) {
      replies.push(await client.exchange(message));
    }
    return replies;
  });
}

test("a message goes to the route that its JSON names, and every other one to $default", async () => {
  const messages = [
    '{"action":"send"}',
    '{"action":"other"}',
    '{"name":"send"}',
    '{"action":null}',
    "text",
    '{"action":"$connect"}',
    '{"action":"$disconnect"}',
    '{"action":"$default"}',
  ];
  const keys = ["$connect", "$disconnect", "$default", "send"];

  expect(await repliesTo(messages, "$request.body.action", keys)).toEqual([
    "send",
    ...Array<string>(7).fill("$default"),
  ]);
});

test("a selection expression joins texts and nested values", async () => {
  const keys = ["$default", "chat/join-v2", "/-v2", "7/[a, b]-v2"];
  const messages = [
    '{"service":{"name":"chat"},"action":"join"}',
    "{}",
    '{"service":{"name":7},"action":["a","b"]}',
  ];

  expect(
    await repliesTo(messages, "$${request.body.service.name}/$${request.body.action}-v2", keys),
  ).toEqual(["chat/join-v2", "/-v2", "7/[a, b]-v2"]);
});

test("an escaped dollar sign is text", async () => {
  expect(await repliesTo(['{"action":"send"}'], "\\$default", ["$default", "send"])).toEqual([
    "$default",
  ]);
});

test("an expression with another variable makes the API respond 501", async () => {
  const api = { route_selection_expression: "$request.header.action" };

  await withApi({ api }, async (served) => {
    expect(await served.response()).toMatchObject({
      status: 501,
      body: expect.stringContaining(
        'aws_apigatewayv2_api.chat: route_selection_expression is \\"$request.header.action\\". Use $request.body.NAME',
      ),
    });
  });
});

test("a message without a route gets AWS's frame, and the connection stays open", async () => {
  await withApi({ routes: { send: TWO_WAY }, lambda: showRoute() }, async (served) => {
    const client = await served.connect();
    const frame = await client.exchange("text");

    expect(frame).toMatch(
      /^\{"message": "Forbidden", "connectionId":"[\w-]{18}==", "requestId":"[\w-]{15}="\}$/,
    );
    expect(await client.exchange('{"action":"send"}')).toBe("send");
    expect(served.log.reports).toMatchObject([
      {
        method: "MESSAGE",
        path: "/dev",
        status: 403,
        reason: 'no route has the key "", and there is no $default; there are: send',
      },
    ]);
  });
});

test("only a route response makes a route two-way, whatever the status", async () => {
  const routes = {
    one: { route: { route_response_selection_expression: "$default" } },
    two: TWO_WAY,
  };
  const lambda = new FakeLambda({ returns: { statusCode: 501, body: "reply" } });

  await withApi({ routes, lambda }, async (served) => {
    const client = await served.connect();
    client.send('{"action":"one"}');

    expect(await client.exchange('{"action":"two"}')).toBe("reply");
    expect(client.received).toEqual([]);
    expect(lambda.invocations).toHaveLength(2);
  });
});

test.each([
  ["fails", new FakeLambda({ fails: { errorType: "Error" } }), 502],
  ["returns no object", new FakeLambda({ returns: null }), 502],
  [
    "is throttled",
    new FakeLambda({ throws: new LambdaServiceError("Throttled", 429, "busy") }),
    500,
  ],
])("a function that %s makes a one-way route send AWS's frame", async (_, lambda, status) => {
  await withApi({ routes: { $default: {} }, lambda }, async (served) => {
    const client = await served.connect();

    expect(await client.exchange("text")).toMatch(
      /^\{"message": "Internal server error", "connectionId":"[^"]+", "requestId":"[^"]+"\}$/,
    );
    expect(served.log.requests.at(-1)).toMatchObject({ method: "MESSAGE", status });
  });
});

test("a function that takes longer than the integration's timeout makes AWS's frame", async () => {
  const routes = { $default: { integration: { timeout_milliseconds: 50 } } };

  await withApi({ routes, lambda: new FakeLambda("never") }, async (served) => {
    const client = await served.connect();

    expect(await client.exchange("text")).toContain('{"message": "Endpoint request timed out", ');
  });
});

test("a function without a permission for the route isn't invoked", async () => {
  const fn = { function_name: "fn", arn: "arn:aws:lambda:eu-west-1:123456789012:function:fn" };
  const permission = {
    action: "lambda:InvokeFunction",
    function_name: "fn",
    principal: "apigateway.amazonaws.com",
    source_arn: "arn:aws:execute-api:eu-west-1:123456789012:chat1/dev/allowed",
  };
  const resources = {
    "aws_lambda_function.fn": fn,
    "aws_lambda_permission.allowed": permission,
  };
  const routes = { allowed: TWO_WAY, other: TWO_WAY };

  await withApi({ routes, resources, lambda: showRoute() }, async (served) => {
    const client = await served.connect();

    expect(await client.exchange('{"action":"allowed"}')).toBe("allowed");
    expect(await client.exchange('{"action":"other"}')).toContain("Internal server error");
    expect(served.log.reports[0]?.reason).toContain("chat1/dev/other");
  });
});
