import {
  ApiKey,
  MockIntegration,
  RestApi,
  UsagePlan,
  WebSocketApi,
  WebSocketMockIntegration,
} from "../../../../constructs";
import { all } from "../../api-gateway/support";
import type { Synthesised } from "../../lambda/support";
import { only, synth } from "../../lambda/support";
import { warningsOf } from "../../warnings-of";
import { restFixture } from "../support";

const THROTTLE = { rateLimit: 0.5, burstLimit: 2 };

/** A stack with an API of one method, and a plan. */
function planFixture(props: ConstructorParameters<typeof UsagePlan>[2] = {}) {
  const { stack, api } = restFixture();
  const method = api.resourceForPath("/pets/{id}").addMethod("GET", new MockIntegration(), {
    apiKeyRequired: true,
  });
  return { stack, api, method, plan: new UsagePlan(stack, "Plan", props) };
}

/** The Terraform names of the resources of a type, in alphabetical order. */
const namesOf = (json: Synthesised, type: string) =>
  all(json, type)
    .map(([name]) => name)
    .sort();

test("a plan limits its stages, and single methods of them", () => {
  const { stack, api, method, plan } = planFixture({
    throttle: { rateLimit: 10, burstLimit: 20 },
    quota: { limit: 1000, period: "WEEK", offset: 1 },
  });

  plan.addApiStage({ stage: api.deploymentStage, throttle: [{ method, throttle: THROTTLE }] });
  plan.addApiStage({ stage: api.addStage("beta") });

  const json = synth(stack);
  const [beta, v1] = namesOf(json, "aws_api_gateway_stage");
  expect(only(json, "aws_api_gateway_usage_plan")).toEqual({
    name: "shop-dev-Plan",
    throttle_settings: { rate_limit: 10, burst_limit: 20 },
    quota_settings: { limit: 1000, period: "WEEK", offset: 1 },
    api_stages: [
      {
        api_id: `\${aws_api_gateway_stage.${v1}.rest_api_id}`,
        stage: `\${aws_api_gateway_stage.${v1}.stage_name}`,
        throttle: [{ path: "/pets/{id}/GET", rate_limit: 0.5, burst_limit: 2 }],
      },
      {
        api_id: `\${aws_api_gateway_stage.${beta}.rest_api_id}`,
        stage: `\${aws_api_gateway_stage.${beta}.stage_name}`,
        throttle: [],
      },
    ],
  });
});

test("a key is made without a value in the JSON, and belongs to its plans", () => {
  const { stack, plan } = planFixture();
  const key = new ApiKey(stack, "Partner");

  plan.addApiKey(key);

  const json = synth(stack);
  const [keyName] = namesOf(json, "aws_api_gateway_api_key");
  const [planName] = namesOf(json, "aws_api_gateway_usage_plan");
  expect(only(json, "aws_api_gateway_api_key")).toEqual({
    name: "shop-dev-Partner",
    description: "",
    enabled: true,
  });
  expect(only(json, "aws_api_gateway_usage_plan_key")).toEqual({
    key_id: `\${aws_api_gateway_api_key.${keyName}.id}`,
    key_type: "API_KEY",
    usage_plan_id: `\${aws_api_gateway_usage_plan.${planName}.id}`,
  });
  expect(warningsOf(key)).toEqual([]);
});

test("another key of a plan doesn't change the Terraform address of the first", () => {
  const addressesWith = (...ids: string[]) => {
    const { stack, plan } = planFixture();
    ids.forEach((id) => plan.addApiKey(new ApiKey(stack, id)));
    return namesOf(synth(stack), "aws_api_gateway_usage_plan_key");
  };

  expect(addressesWith("Other", "Partner")).toEqual(
    expect.arrayContaining(addressesWith("Partner")),
  );
});

test("a key's value as text causes a warning that doesn't contain it, and a reference doesn't", () => {
  const { stack } = planFixture();
  const value = "not-so-secret-as-it-was";

  const key = new ApiKey(stack, "Text", { value });
  const referring = new ApiKey(stack, "Variable", { value: "${var.key}" });

  expect(warningsOf(key)).toEqual([expect.stringMatching(/^dev\/Text: the value of the API key/)]);
  expect(warningsOf(key).join()).not.toContain(value);
  expect(warningsOf(referring)).toEqual([]);
});

test("a method needs a key if it says so", () => {
  const { stack } = planFixture();

  const { body } = only(synth(stack), "aws_api_gateway_rest_api");

  expect(JSON.parse(body as string)).toMatchObject({
    paths: { "/pets/{id}": { get: { security: [{ api_key: [] }] } } },
    components: { securitySchemes: { api_key: { name: "x-api-key", in: "header" } } },
  });
});

test.each<[ConstructorParameters<typeof UsagePlan>[2], string]>([
  [{ quota: { limit: 0, period: "DAY" } }, "quota.limit is 0; allowed: a whole number from 1"],
  [{ quota: { limit: 1, period: "DAY", offset: 1 } }, "quota.offset of a DAY is 1; allowed: a"],
  [{ quota: { limit: 1, period: "WEEK", offset: 7 } }, "whole number from 0 to 6 days"],
  [{ quota: { limit: 1, period: "YEAR" as "DAY" } }, 'quota.period is "YEAR"; allowed: DAY, WEEK'],
  [{ throttle: { rateLimit: 0, burstLimit: 1 } }, "throttle.rateLimit is 0"],
  [{ usagePlanName: "" }, 'dev/Plan: usagePlanName is ""; allowed: 1 to 1024 characters'],
])("a plan refuses the props %j", (props, message) => {
  expect(() => planFixture(props)).toThrow(message);
});

test("a plan has each stage and each key once", () => {
  const { stack, api, plan } = planFixture();
  const key = new ApiKey(stack, "Partner");
  plan.addApiStage({ stage: api.deploymentStage });
  plan.addApiKey(key);

  expect(() => plan.addApiStage({ stage: api.deploymentStage })).toThrow(
    'dev/Plan: stage of an API stage is "dev/Api/Stage-v1"; allowed: each stage once per plan',
  );
  expect(() => plan.addApiKey(key)).toThrow('apiKey is "dev/Partner"; allowed: each key once');
});

test("limits of a method are those of a method that the stage serves", () => {
  const { stack, method, plan } = planFixture({ throttle: THROTTLE });
  const other = new RestApi(stack, "Other", { stageName: "v1" });
  const throttle = [{ method, throttle: THROTTLE }];

  expect(() => plan.addApiStage({ stage: other.deploymentStage, throttle })).toThrow(
    'method of an API stage is "GET /pets/{id} of dev/Api"; allowed: a method of dev/Other',
  );
});

test("a plan whose methods have limits must have limits itself", () => {
  const { api, method, plan } = planFixture();
  const throttle = [{ method, throttle: THROTTLE }];

  expect(() => plan.addApiStage({ stage: api.deploymentStage, throttle })).toThrow(
    "dev/Plan: throttle is missing; allowed: limits of the plan",
  );
});

test("a refused value of a key stays out of the message", () => {
  const { stack } = planFixture();

  const make = () => new ApiKey(stack, "Short", { value: "too-short" });

  expect(make).toThrow('dev/Short: value is "(hidden: 9 characters)"; allowed: 20 to 128');
  expect(make).not.toThrow("too-short");
});

test("a plan is for the stages of WebSocket APIs too, whose methods have no limits", () => {
  const { stack, method, plan } = planFixture({ throttle: THROTTLE });
  const chat = new WebSocketApi(stack, "Chat", {
    stageName: "v1",
    connectRouteOptions: { integration: new WebSocketMockIntegration(), apiKeyRequired: true },
  });
  const stage = chat.deploymentStage;

  plan.addApiStage({ stage });

  const [name] = namesOf(synth(stack), "aws_apigatewayv2_stage");
  expect(only(synth(stack), "aws_api_gateway_usage_plan").api_stages).toEqual([
    {
      api_id: `\${aws_apigatewayv2_stage.${name}.api_id}`,
      stage: `\${aws_apigatewayv2_stage.${name}.name}`,
      throttle: [],
    },
  ]);
  const other = new UsagePlan(stack, "Other", { throttle: THROTTLE });
  expect(() => other.addApiStage({ stage, throttle: [{ method, throttle: THROTTLE }] })).toThrow(
    `allowed: a method of ${chat.node.path}, which the stage serves`,
  );
});
