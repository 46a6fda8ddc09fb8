import { wellFormedPolicy } from "../../../local/iam/well-formed-policy";

const ALLOW = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };

const problemOf = (document: unknown, hasPrincipals = false) => {
  const read = wellFormedPolicy(document, { hasPrincipals });
  return "problem" in read ? read.problem : undefined;
};

test.each<[string, unknown]>([
  ["one statement", { Statement: ALLOW }],
  ["several statements", { Version: "2012-10-17", Statement: [ALLOW, { ...ALLOW, Sid: "a" }] }],
  ["negated elements", { Statement: { Effect: "Deny", NotAction: ["a"], NotResource: ["b"] } }],
  ["a condition", { Statement: { ...ALLOW, Condition: { Bool: { a: true, b: ["false"] } } } }],
])("a policy with %s is read", (_, document) => {
  expect(problemOf(document)).toBeUndefined();
});

test.each<[string, unknown, string]>([
  ["null", null, "not an object"],
  ["a text", "{}", "not an object"],
  ["no statement", {}, "Statement is missing"],
  ["an empty list of statements", { Statement: [] }, "Statement is empty"],
  ["a statement that is null", { Statement: [null] }, "not an object"],
  ["an effect in lower case", { Statement: { ...ALLOW, Effect: "deny" } }, "Effect"],
  ["no effect", { Statement: { ...ALLOW, Effect: undefined } }, "Effect"],
  [
    "no resource",
    { Statement: { Effect: "Allow", Action: "a" } },
    "either Resource or NotResource",
  ],
  ["an action twice", { Statement: { ...ALLOW, NotAction: "a" } }, "either Action or NotAction"],
  ["an empty list of actions", { Statement: { ...ALLOW, Action: [] } }, "Action is malformed"],
  ["a number as resource", { Statement: { ...ALLOW, Resource: 1 } }, "Resource is malformed"],
  ["an empty condition", { Statement: { ...ALLOW, Condition: { Bool: {} } } }, "Condition"],
  ["a condition without values", { Statement: { ...ALLOW, Condition: { A: { b: [] } } } }, "Cond"],
  [
    "a misspelled element",
    { Statement: { ...ALLOW, Conditions: {} } },
    "unknown element Conditions",
  ],
  ["a principal", { Statement: { ...ALLOW, Principal: "*" } }, "unknown element Principal"],
])("a policy with %s is refused", (_, document, problem) => {
  expect(problemOf(document)).toContain(problem);
});

test("a resource policy needs a principal", () => {
  expect(problemOf({ Statement: ALLOW }, true)).toContain("either Principal or NotPrincipal");
  expect(problemOf({ Statement: { ...ALLOW, Principal: {} } }, true)).toContain("malformed");
  expect(problemOf({ Statement: { ...ALLOW, Principal: { AWS: [] } } }, true)).toContain(
    "malformed",
  );
  expect(problemOf({ Statement: { ...ALLOW, NotPrincipal: { AWS: "a" } } }, true)).toBeUndefined();
});
