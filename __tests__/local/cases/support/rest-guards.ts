import type { RestAuthorizer, RestSetup } from "./rest-case";
import { toBlock, type StackBuilder } from "./stack-builder";

/** @param reportUrl where the function of the authorizer posts its events */
export function addAuthorizer(
  builder: StackBuilder,
  api: string,
  { lambda, ...attributes }: RestAuthorizer,
  reportUrl: string,
): void {
  const name = `${api}_authorizer`;
  if (lambda) {
    builder.authorizerFunction(name, lambda, reportUrl);
    const executionArn = `\${aws_api_gateway_rest_api.${api}.execution_arn}`;
    const id = `\${aws_api_gateway_authorizer.${api}.id}`;
    builder.addPermission(name, `${executionArn}/authorizers/${id}`);
  }
  builder.add("aws_api_gateway_authorizer", api, {
    name,
    rest_api_id: `\${aws_api_gateway_rest_api.${api}.id}`,
    ...toBlock(attributes),
    ...(lambda && { authorizer_uri: `\${aws_lambda_function.${name}.invoke_arn}` }),
  });
}

/** The API keys of a case, and the usage plan that associates them with its stage. */
export function addKeys(
  builder: StackBuilder,
  api: string,
  { api_keys = [], usage_plan }: RestSetup,
): void {
  for (const { id, value, enabled } of api_keys) {
    builder.add("aws_api_gateway_api_key", `${api}_${id}`, {
      name: `${api}_${id}`,
      value,
      enabled,
    });
  }
  if (!usage_plan) {
    return;
  }
  const { api_stages, throttle_settings, method_throttle = {}, keys } = usage_plan;
  builder.add("aws_api_gateway_usage_plan", api, {
    name: api,
    ...toBlock({ throttle_settings }),
    api_stages: api_stages.map(({ stage }) => ({
      api_id: `\${aws_api_gateway_rest_api.${api}.id}`,
      stage: `\${aws_api_gateway_stage.${api}.stage_name}`,
      throttle: Object.entries(method_throttle[stage] ?? {}).map(([path, settings]) => ({
        path,
        ...toBlock(settings),
      })),
    })),
  });
  for (const key of keys) {
    builder.add("aws_api_gateway_usage_plan_key", `${api}_${key}`, {
      key_id: `\${aws_api_gateway_api_key.${api}_${key}.id}`,
      key_type: "API_KEY",
      usage_plan_id: `\${aws_api_gateway_usage_plan.${api}.id}`,
    });
  }
}
