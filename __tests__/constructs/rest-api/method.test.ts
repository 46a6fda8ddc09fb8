import type { HttpMethod } from "../../../constructs";
import { MockIntegration } from "../../../constructs";
import { synth } from "../lambda/support";
import { restFixture } from "./support";

const mock = new MockIntegration();

test("addMethod returns the method", () => {
  const { api } = restFixture();

  const method = api.resourceForPath("/pets/{id}").addMethod("GET", mock);

  expect(method).toMatchObject({ api, httpMethod: "GET", path: "/pets/{id}" });
});

test.each<[HttpMethod, path: string, requests: string]>([
  ["GET", "/", "*/GET/"],
  ["GET", "/pets/{id}", "*/GET/pets/*"],
  ["ANY", "/pets", "*/*/pets"],
  ["POST", "/{proxy+}", "*/POST/*"],
])("the ARN of %s %s names its requests on every stage", (httpMethod, path, requests) => {
  const { stack, api, fn } = restFixture();
  const method = api.resourceForPath(path).addMethod(httpMethod, mock);

  fn.addToRolePolicy({ actions: ["execute-api:Invoke"], resources: [method.methodArn] });

  const executionArn = `\${aws_api_gateway_rest_api.${api.resource.friendlyUniqueId}.execution_arn}`;
  const policies = synth(stack).resource.aws_iam_role_policy ?? {};
  expect(Object.values(policies).map(({ policy }) => policy)).toContainEqual(
    expect.stringContaining(`"${executionArn}/${requests}"`),
  );
});
