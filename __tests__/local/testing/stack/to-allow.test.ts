import { lambda } from "../../../../constructs";
import "../../../../local/testing/jest";
import { INLINE } from "../../../constructs/lambda/support";
import { messageOf } from "../../../constructs/message-of";
import { shop } from "./shop";

const ORDERS = "arn:aws:dynamodb:*:*:table/orders";

test("allows what a statement of the function's role allows, in the stack's region and account", () => {
  const stack = shop();

  expect(stack).toAllow("Orders", "dynamodb:PutItem", ORDERS);
  expect(stack).not.toAllow("Web", "dynamodb:PutItem", ORDERS);
  expect(stack).not.toAllow("Orders", "dynamodb:PutItem", ORDERS.replace("orders", "other"));
});

test("a failure shows what the role may do, and where the resource differs", () => {
  const act = () =>
    expect(shop()).toAllow("Orders", "dynamodb:PutItem", "arn:aws:dynamodb:*:*:table/order");

  expect(messageOf(act)).toMatch(
    /^Expected to be allowed: Orders dynamodb:PutItem on arn:aws:dynamodb:eu-west-1:\d+:table\/order\n {2}The action is allowed, but on arn:aws:dynamodb:eu-west-1:123456789012:table\/orders\.\n\nPolicies of its role:\n {2}aws_iam_role_policy\.Orders_Role_\w+\n {4}Allow /,
  );
});

test.each([
  ["dynamodb:GetItem", ORDERS, "  On this resource it may: dynamodb:PutItem."],
  ["s3:GetObject", "arn:aws:s3:::a/b", "  No statement is about this action or this resource."],
])("a failure explains %s on %s", (action, resource, reason) => {
  expect(messageOf(() => expect(shop()).toAllow("Orders", action, resource))).toContain(reason);
});

test("a failure of .not shows what is allowed", () => {
  const act = () => expect(shop()).not.toAllow("Orders", "dynamodb:PutItem", ORDERS);

  expect(messageOf(act)).toMatch(/^Expected not to be allowed: Orders dynamodb:PutItem on arn:/);
});

describe("what isn't known fails both ways", () => {
  test("a managed policy that isn't in the stack", () => {
    const stack = shop();
    new lambda.Function(stack, "Reader", {
      ...INLINE,
      managedPolicies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
    });
    const reason =
      /^It isn't known whether Reader s3:GetObject on \* is allowed:\n {2}the content of arn:aws:iam::aws:policy\/AmazonS3ReadOnlyAccess isn't known$/;

    expect(() => expect(stack).toAllow("Reader", "s3:GetObject", "*")).toThrow(reason);
    expect(() => expect(stack).not.toAllow("Reader", "s3:GetObject", "*")).toThrow(reason);
  });

  test("a condition", () => {
    const stack = shop();
    const fn = new lambda.Function(stack, "Limited", INLINE);
    fn.addToRolePolicy({
      actions: ["s3:GetObject"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:SourceVpc": "vpc-1" } },
    } as never);
    const reason = "it depends on the condition StringEquals aws:SourceVpc vpc-1";

    expect(() => expect(stack).toAllow("Limited", "s3:GetObject", "*")).toThrow(reason);
    expect(() => expect(stack).not.toAllow("Limited", "s3:GetObject", "*")).toThrow(reason);
  });
});
