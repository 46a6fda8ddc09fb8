import type { PolicyStatement } from "../../../constructs";
import { PolicyDocument } from "../../../constructs";
import { only, synth } from "../lambda/support";
import { part, restFixture } from "./support";

const documentOf = (policy: PolicyDocument, props = {}) =>
  part(restFixture({ policy, ...props }).stack, "x-amazon-apigateway-policy");

test("a policy document is imported with the API's document, with defaults written out", () => {
  const policy = new PolicyDocument({
    statements: [
      { principals: { AWS: ["111122223333"] } },
      {
        sid: "Office",
        effect: "Deny",
        notPrincipals: { AWS: ["arn:aws:iam::111122223333:role/admin"] },
        resources: ["execute-api:/v1/GET/pets"],
        conditions: { NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
      },
    ],
  });

  expect(documentOf(policy)).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: ["111122223333"] },
        Action: "execute-api:Invoke",
        Resource: ["execute-api:/*"],
      },
      {
        Sid: "Office",
        Effect: "Deny",
        NotPrincipal: { AWS: ["arn:aws:iam::111122223333:role/admin"] },
        Action: "execute-api:Invoke",
        Resource: ["execute-api:/v1/GET/pets"],
        Condition: { NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
      },
    ],
  });
});

test("a private API admits the requests of its VPC endpoints only", () => {
  const policy = PolicyDocument.forVpcEndpoints(["vpce-1", "vpce-2"]);

  expect(documentOf(policy, { endpointType: "PRIVATE" })).toMatchObject({
    Statement: [
      { Effect: "Allow", Principal: "*" },
      {
        Effect: "Deny",
        Principal: "*",
        Condition: { StringNotEquals: { "aws:SourceVpce": ["vpce-1", "vpce-2"] } },
      },
    ],
  });
});

test("a policy document is attached again after the import, with the API's ARN", () => {
  const policy = new PolicyDocument({ statements: [{ principals: "*" }] });

  const attached = only(synth(restFixture({ policy }).stack), "aws_api_gateway_rest_api_policy");

  expect(attached.policy).toMatch(
    /"Resource":\["\$\{aws_api_gateway_rest_api\.\w+\.execution_arn\}\/\*"\]/,
  );
});

test.each<[PolicyStatement[], string]>([
  [[], "dev/Api: statements of the policy is []; allowed: one or more"],
  [[{}], "principals of statement 0 of the policy is missing; allowed: either"],
  [
    [{ principals: "*", notPrincipals: "*" }],
    'is "*"; allowed: either principals or notPrincipals',
  ],
  [[{ notPrincipals: "*" }], 'notPrincipals only with effect: "Deny"'],
  [
    [{ principals: { aws: ["1"] } as never }],
    'allowed: "*", or lists by AWS, Service or Federated',
  ],
  [[{ principals: "*", resources: ["/pets"] }], 'is "/pets"; allowed: execute-api:/stage/METHOD'],
  [[{ principals: "*", effect: "Permit" as "Deny" }], 'is "Permit"; allowed: Allow, Deny'],
  [
    [{ principals: "*", conditions: { Equals: {} } }],
    'condition operator of a statement is "Equals"',
  ],
])("the statements %j are refused", (statements, message) => {
  expect(() => restFixture({ policy: new PolicyDocument({ statements }) })).toThrow(message);
});
