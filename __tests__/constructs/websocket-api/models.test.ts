import { only, synth } from "../lambda/support";
import { messageOf } from "../message-of";
import { fixture, routeOf } from "./support";

const schema = { type: "object", required: ["text"], properties: { text: { type: "string" } } };

test("a route validates its messages by a model", () => {
  const { api, integration, stack } = fixture();
  const model = api.addModel("Message", { schema, description: "What a client sends" });
  api.addRoute("say", { integration, requestModels: { $default: model } });

  const json = synth(stack);
  const [name] = Object.keys(json.resource.aws_apigatewayv2_model ?? {});
  expect(only(json, "aws_apigatewayv2_model")).toEqual({
    api_id: expect.stringMatching(/aws_apigatewayv2_api/) as string,
    content_type: "application/json",
    description: "What a client sends",
    name: "Message",
    schema: JSON.stringify(schema),
  });
  expect(routeOf(json, "say")).toMatchObject({
    model_selection_expression: "$default",
    request_models: { $default: `\${aws_apigatewayv2_model.${name}.name}` },
  });
});

test("messages of a route can have different models", () => {
  const { api, integration, stack } = fixture();
  const text = api.addModel("Text", { schema });
  const image = api.addModel("Image", { schema: { required: ["url"] } });
  const requestModels = { text, image };
  const modelSelectionExpression = "${request.body.type}";
  api.addRoute("say", { integration, requestModels, modelSelectionExpression });

  expect(routeOf(synth(stack), "say")).toMatchObject({
    model_selection_expression: "$${request.body.type}",
    request_models: {
      text: expect.stringContaining("Text") as string,
      image: expect.stringContaining("Image") as string,
    },
  });
});

test.each([
  [{ type: "strin" }, "#/type in the schema"],
  [{ properties: { a: { const: 1 } } }, "#/properties/a/const in the schema"],
  [{ allOf: [{ $id: "x" }] }, "#/allOf/0/$id in the schema"],
  [{ required: [] }, "#/required in the schema"],
  [{ properties: { const: { minimum: 1, exclusiveMinimum: 0 } } }, "exclusiveMinimum"],
])("the schema %j, which isn't of draft 4, is refused", (refused, what) => {
  const { api } = fixture();

  const message = messageOf(() => api.addModel("Message", { schema: refused }));
  expect(message).toContain(what);
  expect(message).toContain("allowed: what JSON Schema draft 4 allows.");
});

test("properties may have the names of keywords, and schemas may refer to their own definitions", () => {
  const { api } = fixture();
  const properties = { const: { $ref: "#/definitions/id" } };

  expect(() =>
    api.addModel("Message", { schema: { definitions: { id: { type: "string" } }, properties } }),
  ).not.toThrow();
});

test.each([
  ["a-b", "name of the model"],
  ["", "name of the model"],
  ["x".repeat(129), "name of the model"],
])("the name of a model %j is refused", (name, what) => {
  expect(messageOf(() => fixture().api.addModel(name, { schema }))).toContain(what);
});

test("a second model of a name is refused", () => {
  const { api } = fixture();
  api.addModel("Message", { schema });

  expect(messageOf(() => api.addModel("Message", { schema }))).toContain("one model of each name");
});

test("models without what selects one are refused", () => {
  const { api, integration } = fixture();
  const model = api.addModel("Message", { schema });
  const modelSelectionExpression = "$request.body.type";

  expect(
    messageOf(() => api.addRoute("a", { integration, requestModels: { text: model } })),
  ).toContain('keys of requestModels of a is ["text"]; allowed: $default alone');
  expect(messageOf(() => api.addRoute("b", { integration, modelSelectionExpression }))).toContain(
    'modelSelectionExpression of b is "$request.body.type"; allowed: only with requestModels',
  );
});

test("a model of another API is refused", () => {
  const other = fixture().api.addModel("Message", { schema });
  const { api, integration } = fixture();

  expect(
    messageOf(() => api.addRoute("say", { integration, requestModels: { $default: other } })),
  ).toContain("allowed: a model of dev/WebSocketApi. Add it to this API by addModel().");
});

test("models on $connect are refused, because a connection has no message yet", () => {
  const { api, integration } = fixture({ connectRouteOptions: undefined });
  const model = api.addModel("Message", { schema });
  const options = { integration, requestModels: { $default: model } };

  expect(messageOf(() => api.addRoute("$connect", options))).toContain(
    'requestModels of $connect is ["$default"]; allowed: only on routes of messages.',
  );
});
