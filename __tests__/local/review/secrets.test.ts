import fc from "fast-check";
import type { PlainResources } from "../lambda/support/plain-stack";
import { reviewed } from "./support/reviewed";
import { httpApi, invokeArn, lambdaFunction, restApi, side } from "./support/sides";
import { describeStack } from "../../../local/review/describe";

/** Every place of a stack where a secret can be. */
function stackWith(secret: (place: string) => string): PlainResources {
  const template = { "application/json": `{"key":"${secret("template")}"}` };
  const integration = {
    type: "http",
    httpMethod: "GET",
    uri: `https://user:${secret("userinfo")}@example.com/${secret("path")}?key=${secret("query")}`,
    requestParameters: { "integration.request.header.X-Key": `'${secret("header")}'` },
    requestTemplates: template,
    responses: { default: { statusCode: "200", responseTemplates: template } },
  };
  const policy = {
    Statement: {
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "*",
      Condition: { StringEquals: { "aws:userid": secret("condition") } },
    },
  };
  return {
    ...lambdaFunction("Pets", {
      environment: { variables: { API_KEY: secret("environment") } },
      description: secret("description"),
    }),
    ...httpApi(
      {
        "GET /pets": {
          integration: { request_parameters: { "overwrite:header.key": secret("map") } },
        },
        "GET /url": {
          integration: {
            integration_type: "HTTP_PROXY",
            integration_uri: `https://example.com/?key=${secret("http-query")}`,
          },
        },
      },
      { stage: { stage_variables: { key: secret("stage") } } },
    ),
    ...restApi(
      { "/pets": { get: { "x-amazon-apigateway-integration": integration } } },
      { stage: { variables: { key: secret("rest-stage") } } },
    ),
    "aws_iam_role.r": { name: "r", assume_role_policy: '{"Statement":[]}' },
    "aws_iam_role_policy.p": { role: "r", policy: JSON.stringify(policy) },
    "aws_lambda_permission.p": {
      action: "lambda:InvokeFunction",
      function_name: "Pets",
      principal: "alexa-appkit.amazon.com",
      event_source_token: secret("token"),
    },
    "aws_api_gateway_api_key.k": { name: "k", value: secret("api-key") },
    "aws_ssm_parameter.p": { name: "p", type: "SecureString", value: secret("parameter") },
    "aws_apigatewayv2_integration.broken": { api_id: "x", timeout_milliseconds: secret("broken") },
  };
}

test("no value that can be secret is in a report or a description, whatever changes", async () => {
  const secrets = fc.string({ unit: fc.constantFrom(..."ghjkmnpqrstvwxyz"), minLength: 16 });
  const change = fc.record({ before: secrets, after: secrets, removed: fc.boolean() });

  await fc.assert(
    fc.asyncProperty(change, async ({ before, after, removed }) => {
      const from = stackWith((place) => `${before}-${place}`);
      const to = removed ? {} : stackWith((place) => `${after}-${place}`);
      const report = await reviewed(from, to);
      const descriptions = [from, to].map((resources) => describeStack(side(resources)));
      const shown = JSON.stringify([report, descriptions], (_, value: unknown) =>
        value instanceof Map ? [...value] : value,
      );

      expect(shown).not.toContain(before);
      expect(shown).not.toContain(after);
      expect(report.apis.length).toBe(2);
    }),
    { numRuns: 30 },
  );
});

test("the changes of secret values are reported by name", async () => {
  const report = await reviewed(
    stackWith((place) => `a-${place}`),
    stackWith((place) => `b-${place}`),
  );

  expect(report.functions).toEqual([
    expect.objectContaining({ details: ["environment: ~ API_KEY"] }),
  ]);
  expect(report.findings.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(["template-changed", "mapping-changed", "stage-variable-changed"]),
  );
});

test("an attribute of the wrong type is named by its resource, without its value", async () => {
  const broken = lambdaFunction("Pets", { memory_size: "canary", handler: invokeArn("x") });
  const report = await reviewed({}, broken);

  expect(report.incomplete).toEqual([
    "aws_lambda_function.Pets can't be read, so its changes aren't in this report.",
  ]);
  expect(JSON.stringify(report)).not.toContain("canary");
});
