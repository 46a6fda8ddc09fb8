import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import "../../../../local/testing/jest";
import { messageOf } from "../../../constructs/message-of";
import { shop } from "./shop";

const stack = shop();

test("passes for a part of a resource, by class or type", () => {
  expect(stack).toHaveResourceLike(LambdaFunction, { memory_size: 256, role: expect.any(String) });
  expect(stack).toHaveResourceLike("aws_apigatewayv2_route", { route_key: "GET /" });
  expect(stack).not.toHaveResourceLike(LambdaFunction, { memory_size: 512 });
});

test("looks inside OpenAPI bodies and policy documents, also by what references resolve to", () => {
  expect(stack).toHaveResourceLike("aws_api_gateway_rest_api", {
    body: { paths: { "/orders": { post: { security: [{ sigv4: [] }] } } } },
  });
  expect(stack).toHaveResourceLike("aws_iam_role", {
    assume_role_policy: { Statement: [{ Principal: { Service: "lambda.amazonaws.com" } }] },
  });
  expect(stack).toHaveResourceLike("aws_lambda_permission", {
    source_arn: expect.stringMatching(/^arn:aws:execute-api:eu-west-1:/),
  });
});

test("a failure shows what the nearest resource lacks", () => {
  const act = () =>
    expect(stack).toHaveResourceLike(LambdaFunction, {
      memory_size: 256,
      timeout: 60,
      environment: { variables: { TABLE: "orders" } },
      handler: expect.stringContaining("x."),
    });

  expect(messageOf(act).replace(/_[0-9A-F]{8}\b/, "_HASH")).toMatchInlineSnapshot(`
   "No aws_lambda_function is like this. The nearest is aws_lambda_function.Orders_HASH:
     timeout: expected 60, received 3
     environment is missing; expected {"variables":{"TABLE":"orders"}}
   1 more of this type differ more, or as much."
  `);
});

test("a failure goes into a document, to the resource that is most like it", () => {
  const act = () =>
    expect(stack).toHaveResourceLike("aws_api_gateway_rest_api", {
      body: { paths: { "/orders": { post: { security: [{ sigv4: [] }, {}] } }, "/x": {} } },
    });

  expect(messageOf(act).replace(/_[0-9A-F]{8}\b/, "_HASH")).toMatchInlineSnapshot(`
   "No aws_api_gateway_rest_api is like this. The nearest is aws_api_gateway_rest_api.Rest_HASH:
     body.paths./orders.post.security: expected [{"sigv4":[]},{}], received [{"sigv4":[]}]
     body.paths./x is missing; expected {}"
  `);
});

test("a failure names a type that is like the given one", () => {
  const act = () => expect(stack).toHaveResourceLike("aws_lambda_func");

  expect(messageOf(act)).toBe("The stack has no aws_lambda_func. It has aws_lambda_function.");
});

test("a failure of .not names the resources", () => {
  const act = () => expect(stack).not.toHaveResourceLike(LambdaFunction, { memory_size: 256 });

  expect(messageOf(act)).toMatch(
    /^Expected no such resource, but there is:\n {2}aws_lambda_function\.Orders_\w+$/,
  );
});
