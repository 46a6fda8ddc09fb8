import type { IntegrationResponse } from "../../../constructs";
import { MockIntegration } from "../../../constructs";
import { part, restFixture } from "./support";

function responsesOf(...integrationResponses: IntegrationResponse[]): unknown {
  const { stack, api } = restFixture();
  api.root.addMethod("GET", new MockIntegration({ integrationResponses }));
  return part(stack, "paths", "/", "get", "x-amazon-apigateway-integration", "responses");
}

const failing = (selectionPattern?: string, more: Partial<IntegrationResponse> = {}) => ({
  statusCode: "500",
  selectionPattern,
  ...more,
});

test("responses that differ only in their patterns become one, in whatever order they are given", () => {
  const joined = { "(?:a.*)|(?:b|c)": { statusCode: "500" } };

  expect(responsesOf(failing("b|c"), failing("a.*"))).toEqual(joined);
  expect(responsesOf(failing("a.*"), failing("b|c"))).toEqual(joined);
});

test.each<[string, IntegrationResponse, IntegrationResponse]>([
  ["templates", failing("a", { responseTemplates: { "a/b": "x" } }), failing("b")],
  ["content handling", failing("a", { contentHandling: "CONVERT_TO_TEXT" }), failing("b")],
  ["a pattern, and none", failing(), failing("b")],
  ["a pattern that refers to its groups", failing("(a)\\1"), failing("b")],
  ["a pattern whose quote is open", failing("\\Qa"), failing("b")],
])("two responses of a status with %s are refused, as one would be lost", (_what, one, other) => {
  expect(() => responsesOf(one, other)).toThrow(
    'dev/Api: statusCode of several integration responses of GET / is "500"; allowed: one',
  );
});
