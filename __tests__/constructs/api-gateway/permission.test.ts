import { Token } from "cdktf";
import { Construct } from "constructs";
import type { PermissionScope } from "../../../constructs/api-gateway";
import { allowInvocation } from "../../../constructs/api-gateway";
import { lambda } from "../../../constructs";
import { EnvironmentStack } from "../../../constructs/environment";
import { INLINE, only, synth } from "../lambda/support";
import { aFunction, all, fixture } from "./support";

const ARN = "arn:aws:execute-api:eu-west-1:123456789012:abc";

function sourceArn(scope?: PermissionScope): unknown {
  const { stack, api, fn } = fixture();
  allowInvocation(api, ARN, fn, scope);
  return only(synth(stack), "aws_lambda_permission").source_arn;
}

test("only this account's API may invoke the function (CKV_AWS_301, CKV_AWS_364)", () => {
  const { stack, api, fn } = fixture();

  allowInvocation(api, ARN, fn);

  const json = synth(stack);
  const [[functionName]] = all(json, "aws_lambda_function") as [[string, unknown]];
  expect(only(json, "aws_lambda_permission")).toEqual({
    action: "lambda:InvokeFunction",
    function_name: `\${aws_lambda_function.${functionName}.function_name}`,
    principal: "apigateway.amazonaws.com",
    source_account: "${data.aws_caller_identity.CallerIdentity.account_id}",
    source_arn: `${ARN}/*/*`,
    statement_id_prefix: "shop-dev-Api-",
    lifecycle: { create_before_destroy: true },
  });
});

test.each<[PermissionScope, string]>([
  [{}, "*/*"],
  [{ stage: "v1" }, "v1/*"],
  [{ stage: "$default" }, "$default/*"],
  [{ method: "GET" }, "*/GET/*"],
  [{ method: "ANY" }, "*/*"],
  [{ method: "ANY", path: "/" }, "*/*/"],
  [{ path: "/pets" }, "*/*/pets"],
  [{ stage: "v1", method: "POST", path: "/pets/{id}/toys" }, "v1/POST/pets/*/toys"],
  [{ path: "/files/{proxy+}" }, "*/*/files/*"],
])("a permission for %j is for the requests %s", (scope, requests) => {
  expect(sourceArn(scope)).toBe(`${ARN}/${requests}`);
});

test("a function gets one statement an API and scope, however often it is asked for (a policy holds 20 KB)", () => {
  const { stack, api, fn } = fixture();
  const another = new Construct(stack, "AnotherApi");

  for (let route = 0; route < 100; route += 1) {
    allowInvocation(api, ARN, fn);
  }
  allowInvocation(api, ARN, fn, { stage: "v1" });
  allowInvocation(another, ARN, fn);

  expect(all(synth(stack), "aws_lambda_permission")).toHaveLength(3);
});

test("a replaced statement has an id of its own and stands before the old one goes (no collision, and no gap)", () => {
  const { stack, api, fn } = fixture();

  allowInvocation(api, ARN, fn);

  const permission = only(synth(stack), "aws_lambda_permission");
  expect(permission).not.toHaveProperty("statement_id");
  expect(permission).toHaveProperty("lifecycle", { create_before_destroy: true });
});

test("the prefix of the statement's id leaves room for the 26 characters that Terraform adds", () => {
  const { stack, fn } = fixture();

  allowInvocation(new Construct(stack, "x".repeat(200)), ARN, fn);

  const prefix = only(synth(stack), "aws_lambda_permission").statement_id_prefix as string;
  expect(prefix).toMatch(/^[A-Za-z0-9_-]{1,74}$/);
});

test("a statement keeps its address when others come and when the order changes", () => {
  const addresses = (scopes: PermissionScope[]) => {
    const { stack, api, fn } = fixture();
    for (const scope of scopes) {
      allowInvocation(api, ARN, fn, scope);
    }
    return Object.fromEntries(
      all(synth(stack), "aws_lambda_permission").map(([name, { source_arn }]) => [
        source_arn as string,
        name,
      ]),
    );
  };
  const one = addresses([{ stage: "v1" }]);
  const three = addresses([{}, { stage: "v2" }, { stage: "v1" }]);

  expect(three).toMatchObject(one);
  expect(new Set(Object.values(three)).size).toBe(3);
});

test("functions whose paths read alike have statements of their own", () => {
  const { stack, api } = fixture();
  const folder = (id: string) => new Construct(stack, id);
  // Of two functions whose names in AWS read alike the second is refused unless it has its own.
  const named = (scope: Construct, id: string, functionName: string) =>
    new lambda.Function(scope, id, { ...INLINE, functionName, role: "arn:role" });

  allowInvocation(api, ARN, named(folder("a"), "b+c", "one"));
  allowInvocation(api, ARN, named(folder("a+b"), "c", "two"));
  allowInvocation(api, ARN, named(stack, "a+b+c", "three"));
  allowInvocation(api, ARN, named(folder("a+-b"), "*", "four"), { stage: "v1" });

  expect(all(synth(stack), "aws_lambda_permission")).toHaveLength(4);
});

test("functions of the same path in two stacks have statements of their own", () => {
  const { stack, api, fn } = fixture();
  const otherStack = new EnvironmentStack(stack.node.root, "prod", {
    app: "shop",
    region: "eu-west-1",
  });

  const statements = [fn, aFunction(otherStack, "Hello")].map(
    (each) => allowInvocation(api, ARN, each).friendlyUniqueId,
  );

  expect(new Set(statements).size).toBe(2);
});

test.each<[string, PermissionScope, string]>([
  ['stage of the permission is "a/b"', { stage: "a/b" }, "the name of a stage"],
  ['stage of the permission is ""', { stage: "" }, "the name of a stage"],
  ['method of the permission is "get"', { method: "get" }, "ANY, DELETE, GET"],
  ['path of the permission is "pets"', { path: "pets" }, "begins with a slash"],
  ["stage of the permission is", { stage: Token.asString({ ref: "x" }) }, "known at synth"],
])("%s: refused", (what, scope, allowed) => {
  expect(() => sourceArn(scope)).toThrow(/^dev\/Api: /);
  expect(() => sourceArn(scope)).toThrow(what);
  expect(() => sourceArn(scope)).toThrow(allowed);
});
