import type { MethodOptions } from "../../../constructs";
import { MockIntegration, Model } from "../../../constructs";
import { part, restFixture } from "./support";

const QUERY = "method.request.querystring.page";

test.each<[MethodOptions, string | undefined]>([
  [{}, undefined],
  [{ requestModels: { "application/json": Model.EMPTY } }, "body"],
  [{ requestModels: { "application/json": Model.EMPTY }, requestValidation: "none" }, undefined],
  [{ requestValidation: "parameters" }, "parameters"],
  [{ requestParameters: { [QUERY]: true } }, "parameters"],
  [{ requestParameters: { "method.request.header.X-Trace": true } }, "parameters"],
  [{ requestParameters: { [QUERY]: true }, requestModels: { "a/b": Model.EMPTY } }, "all"],
  [{ requestParameters: { [QUERY]: false }, requestModels: { "a/b": Model.EMPTY } }, "body"],
  [{ requestParameters: { [QUERY]: false } }, undefined],
  [{ requestParameters: { [QUERY]: true }, requestValidation: "none" }, undefined],
])("with %j a method's validator is %s (CKV2_AWS_53)", (options, validator) => {
  const { stack, api } = restFixture();

  api.root.addMethod("POST", new MockIntegration(), options);

  const method = part(stack, "paths", "/", "post") as Record<string, unknown>;
  expect(method["x-amazon-apigateway-request-validator"]).toBe(validator);
});

test.each([
  ["all", true, true],
  ["body", true, false],
  ["parameters", false, true],
])("the validator %s checks body: %s, parameters: %s", (name, body, parameters) => {
  const { stack } = restFixture();

  expect(part(stack, "x-amazon-apigateway-request-validators", name)).toEqual({
    validateRequestBody: body,
    validateRequestParameters: parameters,
  });
});
