import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { type Event, ServedApi, withApi } from "./support/web-socket-api";

const lambda = new FakeLambda({
  handles: (event) => ({ statusCode: 200, body: (event as Event)["body"] }),
});
const log = new FakeLog();
const model = (name: string, required: string) => ({
  api_id: "chat1",
  name,
  content_type: "application/json",
  schema: JSON.stringify({ type: "object", required: [required] }),
});
const MODELS = {
  "aws_apigatewayv2_model.say": model("Say", "text"),
  "aws_apigatewayv2_model.other": model("Other", "to"),
};
const validating = (route: Record<string, unknown>) => ({
  routes: { $connect: {}, $default: { isTwoWay: true, route: route as object as never } },
  resources: MODELS,
  lambda,
  log,
});

let api: ServedApi;
beforeAll(async () => {
  api = await ServedApi.start(
    validating({
      model_selection_expression: "$request.body.type",
      request_models: { say: "Say", $default: "Other" },
    }),
  );
});
beforeEach(() => {
  lambda.invocations.length = 0;
});
afterAll(() => api.close());

/** The response without the ids of the connection and the message. */
const messageIn = (reply: string) => (JSON.parse(reply) as { message: string }).message;

test.each(['{"type":"say","text":"hi"}', '{"type":"send","to":"you"}', '{"to":"you"}'])(
  "%s matches the model that its type selects, and reaches the function",
  async (body) => {
    const client = await api.connect();

    expect(await client.exchange(body)).toBe(body);
  },
);

test.each([
  ['{"type":"say","to":"you"}', "the message doesn't match its model: "],
  ['{"type":"constructor"}', "the message doesn't match its model: "],
  ["hello", "the message doesn't match its model: Unable to parse body as JSON"],
])("%s gets the frame Bad request body, and no function is invoked", async (body, reason) => {
  const client = await api.connect();
  lambda.invocations.length = 0;

  const reply = await client.exchange(body);

  expect(reply).toMatch(
    /^\{"message": "Bad request body", "connectionId":"[\w=-]{20}", "requestId":"[\w=-]{16}"\}$/,
  );
  expect(lambda.invocations).toEqual([]);
  expect(log.requests.at(-1)?.reason).toContain(reason);
});

test("without a model for it and for $default, a message fails validation", async () => {
  const route = {
    model_selection_expression: "$request.body.type",
    request_models: { say: "Say" },
  };

  await withApi(validating(route), async (served) => {
    const client = await served.connect();
    expect(messageIn(await client.exchange('{"type":"send","text":"hi"}'))).toBe(
      "Bad request body",
    );
  });
});

test("the expression $default selects one model for all messages", async () => {
  const route = { model_selection_expression: "$default", request_models: { $default: "Say" } };

  await withApi(validating(route), async (served) => {
    const client = await served.connect();
    expect(await client.exchange('{"text":"hi"}')).toBe('{"text":"hi"}');
    expect(messageIn(await client.exchange("{}"))).toBe("Bad request body");
  });
});

test("models without a selection expression check nothing", async () => {
  await withApi(validating({ request_models: { $default: "Say" } }), async (served) => {
    const client = await served.connect();
    expect(await client.exchange("hello")).toBe("hello");
  });
});

test("a route with a model that the API doesn't have isn't served", async () => {
  const route = { model_selection_expression: "$default", request_models: { $default: "None" } };

  await withApi(validating(route), async (served) => {
    const client = await served.connect();
    const reply = await client.exchange("{}");
    expect(reply).toContain('aws_apigatewayv2_route.r1: model \\"None\\" does not exist');
  });
});
