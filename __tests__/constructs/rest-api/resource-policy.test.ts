import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { MockIntegration, PolicyDocument, RestApi } from "../../../constructs";
import { environment, only, synth } from "../lambda/support";
import { part, restFixture } from "./support";

const ARN = /^\$\{aws_api_gateway_rest_api\.Api_\w+\.execution_arn\}/;

/** Of an API with this policy: what its document has of it, and what is set after the import. */
function policiesOf(policy: object) {
  const { stack } = restFixture({ policy: JSON.stringify(policy) });
  const { policy: attached } = only(synth(stack), "aws_api_gateway_rest_api_policy");
  return {
    imported: part(stack, "x-amazon-apigateway-policy"),
    attached: JSON.parse(attached as string) as unknown,
  };
}

test("a policy is imported with the API's document, and set again with the API's ARN written out", () => {
  const naming = (resource: unknown) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Resource: resource }],
  });

  const { imported, attached } = policiesOf(naming(["execute-api:/*", "execute-api:/v1/GET/a"]));

  expect(imported).toEqual(naming(["execute-api:/*", "execute-api:/v1/GET/a"]));
  const arns = ["/*", "/v1/GET/a"].map((rest): unknown =>
    expect.stringMatching(new RegExp(`${ARN.source}${rest.replace("*", "\\*")}$`)),
  );
  expect(attached).toEqual(naming(arns));
});

test("a full ARN in a policy stays as it is", () => {
  const policy = { Resource: "arn:aws:execute-api:us-east-1:123456789012:abcdefghij/*" };

  expect(policiesOf(policy)).toEqual({ imported: policy, attached: policy });
});

test("a policy's IAM variables reach IAM", () => {
  const escaped = { Resource: "arn:$${aws:username}" };

  const policies = policiesOf({ Resource: "arn:${aws:username}" });

  expect(policies).toEqual({ imported: escaped, attached: escaped });
});

test("a policy of a data source is put into the document and expanded when it is applied", () => {
  const stack = environment();
  const { json } = new DataAwsIamPolicyDocument(stack, "Callers", {});
  const api = new RestApi(stack, "Api", { stageName: "v1", policy: json });
  api.root.addMethod("GET", new MockIntegration());

  const synthesised = synth(stack);

  const reference = "data.aws_iam_policy_document.Callers.json";
  expect(only(synthesised, "aws_api_gateway_rest_api").body).toMatch(
    `"x-amazon-apigateway-policy":\${${reference}}}`,
  );
  expect(only(synthesised, "aws_api_gateway_rest_api_policy").policy).toMatch(
    new RegExp(
      String.raw`^\$\{replace\(${reference}, "execute-api:/", "\$\{aws_api_gateway_rest_api\.\w+\.execution_arn\}/"\)\}$`,
    ),
  );
});

test("the deployment waits for the policy, without which API Gateway deploys no private API", () => {
  const { stack } = restFixture({ endpointType: "PRIVATE", policy: '{"Statement":[]}' });

  expect(only(synth(stack), "aws_api_gateway_deployment").depends_on).toEqual([
    expect.stringMatching(/^aws_api_gateway_rest_api_policy\.Api_Policy/),
  ]);
});

test("a private API is associated with its VPC endpoints", () => {
  const { stack } = restFixture({
    endpointType: "PRIVATE",
    policy: PolicyDocument.forVpcEndpoints(["vpce-0"]),
    vpcEndpointIds: ["vpce-0"],
  });

  expect(only(synth(stack), "aws_api_gateway_rest_api").endpoint_configuration).toEqual({
    types: ["PRIVATE"],
    vpc_endpoint_ids: ["vpce-0"],
  });
});

test("another formatting of a policy is not deployed", () => {
  const imported = (policy: string) =>
    part(restFixture({ policy }).stack, "x-amazon-apigateway-policy");

  const one = imported('{"Version": "2012-10-17", "Statement": [] }');

  expect(JSON.stringify(one)).toBe(
    JSON.stringify(imported('{"Statement":[],"Version":"2012-10-17"}')),
  );
});

test("an API without a policy has none in its document, and none is set", () => {
  const { stack } = restFixture();

  expect(part(stack)).not.toHaveProperty("x-amazon-apigateway-policy");
  expect(synth(stack).resource).not.toHaveProperty("aws_api_gateway_rest_api_policy");
});
