import { evaluate, type AccessRequest, type Verdict } from "../../../local/iam/evaluate";
import { parsePolicy } from "../../../local/iam/policy";

const REQUEST: AccessRequest = {
  principal: { type: "Service", id: "apigateway.amazonaws.com" },
  action: "lambda:InvokeFunction",
  resource: "arn:aws:lambda:eu-west-1:123456789012:function:fn",
  context: new Map([
    ["aws:sourceaccount", ["123456789012"]],
    ["aws:sourcearn", ["arn:aws:execute-api:eu-west-1:123456789012:api1/dev/GET/"]],
    ["aws:tagkeys", ["team", "cost"]],
    ["sts:externalid", []],
  ]),
};

function verdict(...statements: object[]): Verdict {
  return evaluate(parsePolicy(JSON.stringify({ Statement: statements })), REQUEST);
}

const ALLOW = { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: REQUEST.resource };

test("a request that no statement allows is denied", () => {
  expect(verdict()).toEqual({ decision: "denied implicitly", assumed: [] });
});

test("a policy may have one statement instead of a list", () => {
  const statements = parsePolicy(JSON.stringify({ Statement: ALLOW }));

  expect(evaluate(statements, REQUEST).decision).toBe("allowed");
});

test.each([null, [], "Allow", { Statement: null }, { Statement: [1] }, { Statement: {} }])(
  "%j, which AWS does not accept as a policy, allows nothing",
  (document) => {
    const statements = parsePolicy(JSON.stringify(document));

    expect(evaluate(statements, REQUEST).decision).toBe("denied implicitly");
  },
);

test("a denial outweighs every allowance, in any order", () => {
  const deny = { Effect: "Deny", Action: "*", Resource: "*" };

  expect(verdict(deny, ALLOW).decision).toBe("denied explicitly");
  expect(verdict(ALLOW, deny).decision).toBe("denied explicitly");
});

test.each([
  [{ Action: "lambda:*" }, "allowed"],
  [{ Action: "LAMBDA:invokefunction" }, "allowed"],
  [{ Action: ["s3:*", "lambda:Invoke*"] }, "allowed"],
  [{ Action: "lambda:InvokeAsync" }, "denied implicitly"],
  [{ Action: undefined, NotAction: "s3:*" }, "allowed"],
  [{ Action: undefined, NotAction: ["s3:*", "lambda:*"] }, "denied implicitly"],
  [{ Resource: "*" }, "allowed"],
  [{ Resource: "arn:aws:lambda:*:*:function:f?" }, "allowed"],
  [{ Resource: `${REQUEST.resource}:*` }, "denied implicitly"],
  [{ Resource: undefined, NotResource: "arn:aws:s3:::*" }, "allowed"],
  [{ Resource: undefined, NotResource: REQUEST.resource }, "denied implicitly"],
  [{ Principal: "*" }, "allowed"],
  [{ Principal: { AWS: "*" } }, "allowed"],
  [{ Principal: { Service: ["s3.amazonaws.com", "apigateway.amazonaws.com"] } }, "allowed"],
  [{ Principal: { Service: "s3.amazonaws.com" } }, "denied implicitly"],
  [{ NotPrincipal: { Service: "apigateway.amazonaws.com" } }, "denied implicitly"],
])("a statement with %j: %s", (change, decision) => {
  expect(verdict({ ...ALLOW, ...change }).decision).toBe(decision);
});

test.each([
  [{ ArnLike: { "AWS:SourceArn": "arn:aws:execute-api:*:*:api1/*/GET/" } }, true],
  [{ ArnLike: { "aws:SourceArn": "arn:aws:execute-api:*:*:api2/*" } }, false],
  [{ ArnNotLike: { "aws:SourceArn": "arn:aws:execute-api:*:*:api2/*" } }, true],
  [{ StringEquals: { "aws:SourceAccount": ["111111111111", "123456789012"] } }, true],
  [{ StringNotEquals: { "aws:SourceAccount": ["111111111111", "123456789012"] } }, false],
  [{ StringLike: { "aws:SourceAccount": "1234*" } }, true],
  [
    {
      StringLike: { "aws:SourceAccount": "1234*" },
      ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" },
    },
    false,
  ],
  // The request has no external id.
  [{ StringEquals: { "sts:ExternalId": "x" } }, false],
  [{ StringEqualsIfExists: { "sts:ExternalId": "x" } }, true],
  [{ StringNotEquals: { "sts:ExternalId": "x" } }, true],
  [{ Null: { "sts:ExternalId": "true" } }, true],
  [{ Null: { "sts:ExternalId": "false" } }, false],
  [{ "ForAllValues:StringEquals": { "sts:ExternalId": "x" } }, true],
  [{ "ForAnyValue:StringEquals": { "aws:TagKeys": "cost" } }, true],
  [{ "ForAllValues:StringEquals": { "aws:TagKeys": "cost" } }, false],
])("a condition %j is met: %s", (Condition, isMet) => {
  const decision = isMet ? "allowed" : "denied implicitly";

  expect(verdict({ ...ALLOW, Condition })).toEqual({ decision, assumed: [] });
});

test.each([
  ["of an unknown key", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }],
  ["of an unknown operator", { BinaryEquals: { "aws:SourceAccount": "MTIz" } }],
  ["with a policy variable", { StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } }],
])("a condition %s is assumed to be met, and is named", (_what, Condition) => {
  const { decision, assumed } = verdict({ ...ALLOW, Condition });

  expect(decision).toBe("allowed");
  expect(assumed).toHaveLength(1);
});

test("a denial under a condition that can't be evaluated is assumed not to apply, and is named", () => {
  const Condition = { Bool: { "aws:MultiFactorAuthPresent": "false" } };

  const { decision, assumed } = verdict(ALLOW, { ...ALLOW, Effect: "Deny", Condition });

  expect(decision).toBe("allowed");
  expect(assumed).toEqual([
    { operator: "Bool", key: "aws:MultiFactorAuthPresent", values: ["false"] },
  ]);
});

test("nothing is assumed if a condition that can be evaluated decides", () => {
  const unknown = { StringEquals: { "aws:PrincipalOrgID": "o-1" } };
  const unmet = { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } };

  expect(verdict(ALLOW, { ...ALLOW, Condition: unknown }).assumed).toEqual([]);
  expect(verdict({ ...ALLOW, Condition: { ...unknown, ...unmet } })).toEqual({
    decision: "denied implicitly",
    assumed: [],
  });
});
