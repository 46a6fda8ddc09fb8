import type { Value } from "../../../../local/terraform";
import { resourceValue } from "../../../../local/terraform/expression/resource-value";
import { completed } from "../../../../local/terraform/plan/expected-reference";
import { fullReferences, inferReference } from "../../../../local/terraform/plan/infer-reference";

const FUNCTION_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:hello";
const INVOKE_ARN = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}/invocations`;
const EXECUTION_ARN = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3";

/** A resource whose attributes are named after it. */
const resource = (name: string) => resourceValue(name, (attribute) => `${name}.${attribute}`);

/** What references come to. */
const VALUES: Readonly<Record<string, Value>> = {
  "aws_apigatewayv2_integration.each": { a: resource("a"), b: resource("b") },
  "aws_apigatewayv2_route.counted": [resource("first"), resource("second")],
  "aws_apigatewayv2_vpc_link.only": [resource("link")],
  "aws_iam_role.one": resource("one"),
  "aws_iam_role.one.arn": "role-arn",
  "aws_lambda_function.hello.arn": FUNCTION_ARN,
  "data.aws_region.current.name": "eu-west-1",
  "data.aws_subnets.all.objects": [{ id: "subnet-1" }],
  "var.arn": "role-arn",
  "var.other": "other",
};

function inferred(
  attribute: string | undefined,
  references: readonly string[],
  key?: string | number,
) {
  return inferReference({ attribute, references, key }, (reference) => VALUES[reference] ?? null);
}

test.each([
  ["the only reference", "role", ["aws_iam_role.one.arn", "aws_iam_role.one"], "role-arn"],
  ["references that agree", "execution_role_arn", ["aws_iam_role.one.arn", "var.arn"], "role-arn"],
  [
    "the one that AWS requires",
    "uri",
    ["data.aws_region.current.name", "aws_lambda_function.hello.arn"],
    INVOKE_ARN,
  ],
  ["the attribute that AWS requires of a resource", "role", ["aws_iam_role.one"], "one.arn"],
  ["the only instance", "connection_id", ["aws_apigatewayv2_vpc_link.only"], "link.id"],
])("an attribute is set to %s", (_, attribute, references, value) => {
  expect(inferred(attribute, references).value).toBe(value);
});

test.each([
  ["integration_id", ["aws_apigatewayv2_integration.each", "each.key"], "b", "b.id"],
  ["target", ["aws_apigatewayv2_integration.each", "each.key"], "a", "a.id"],
  ["route_id", ["aws_apigatewayv2_route.counted", "count.index"], 1, "second.id"],
])("the key of an instance chooses the instance for %s", (attribute, references, key, value) => {
  expect(inferred(attribute, references, key).value).toBe(value);
});

test("an input of a module gets the value of its only reference, whatever it is", () => {
  const instances = VALUES["aws_apigatewayv2_integration.each"];

  expect(inferred(undefined, ["aws_apigatewayv2_integration.each"]).value).toBe(instances);
});

/** The expression can be anything that contains the references. */
test.each([
  ["several references that differ", "role", ["var.arn", "var.other"]],
  ["the reference in a text", "description", ["var.other"]],
  ["an ARN in the name of a file", "filename", ["aws_iam_role.one.arn"]],
  ["a resource whose attribute isn't known", "name", ["aws_iam_role.one"]],
  ["all instances of a block", "target", ["aws_apigatewayv2_integration.each"]],
  ["blocks", "subnet_ids", ["data.aws_subnets.all.objects"]],
  ["a key alone", "name", ["each.key"]],
  ["nothing", "name", []],
])("no value is inferred from %s", (_, attribute, references) => {
  const names = fullReferences(references).join(", ");

  expect(() => inferred(attribute, references)).toThrow(
    new RegExp(`refers to ${names.replaceAll(".", "\\.")}; keep the plan .* --chdir`),
  );
});

test("a reference is listed without its prefixes, and once", () => {
  const references = ["module.api.url", "module.api", "var.list[0].id", "var.list[0]", "var.list"];

  expect(fullReferences([...references, "module.api.url", "var.lists"])).toEqual([
    "module.api.url",
    "var.list[0].id",
    "var.lists",
  ]);
});

test.each([
  ["target", "a1b2c3", "integrations/a1b2c3"],
  ["target", FUNCTION_ARN, FUNCTION_ARN],
  ["layers", "layer-arn", ["layer-arn"]],
  ["audience", ["a", "b"], ["a", "b"]],
  [
    "issuer",
    "cognito-idp.eu-west-1.amazonaws.com/p",
    "https://cognito-idp.eu-west-1.amazonaws.com/p",
  ],
  ["issuer", "https://issuer.example", "https://issuer.example"],
  ["uri", FUNCTION_ARN, INVOKE_ARN],
  ["authorizer_uri", INVOKE_ARN, INVOKE_ARN],
  ["uri", "http://backend.example", "http://backend.example"],
  [
    "source_arn",
    "arn:aws:sqs:eu-west-1:123456789012:jobs",
    "arn:aws:sqs:eu-west-1:123456789012:jobs",
  ],
])("%s is completed to what AWS requires: %j to %j", (attribute, value, complete) => {
  expect(completed(attribute, value)).toEqual({ value: complete });
});

test("the rest of an API's ARN is assumed, which is reported", () => {
  expect(completed("source_arn", EXECUTION_ARN)).toEqual({
    value: `${EXECUTION_ARN}/*`,
    assumption: "it is taken to include every route",
  });
});
