import type { lambda, RestApiProps } from "../../../constructs";
import { RestApi } from "../../../constructs";
import type { EnvironmentStack } from "../../../constructs/environment";
import { aFunction } from "../api-gateway/support";
import type { Synthesised } from "../lambda/support";
import { environment, only, synth } from "../lambda/support";

/** A stack with an API and a function. */
export interface RestFixture {
  readonly stack: EnvironmentStack;
  readonly api: RestApi;
  readonly fn: lambda.Function;
}

export function restFixture(props: Partial<RestApiProps> = {}): RestFixture {
  const stack = environment();
  const api = new RestApi(stack, "Api", { stageName: "v1", ...props });
  return { stack, api, fn: aFunction(stack, "Hello") };
}

/** By what the document names a function: its name, so that it doesn't wait for it. */
export function invokeUri(functionName: string): string {
  const aws = "${data.aws_partition.Partition.partition}";
  const region = "${data.aws_region.Region.id}";
  const account = "${data.aws_caller_identity.CallerIdentity.account_id}";
  return (
    `arn:${aws}:apigateway:${region}:lambda:path/2015-03-31/functions/` +
    `arn:${aws}:lambda:${region}:${account}:function:${functionName}/invocations`
  );
}

/** The OpenAPI document of the one API, as Terraform is given it. */
export function bodyOf(json: Synthesised): unknown {
  return JSON.parse(only(json, "aws_api_gateway_rest_api").body as string);
}

/** A part of the document. */
export function part(stack: EnvironmentStack, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (value as Record<string, unknown>)[key],
    bodyOf(synth(stack)),
  );
}

/** What the trigger of a new deployment is computed of: its expression, and what it refers to. */
export function snapshot(stack: EnvironmentStack): unknown {
  const json = synth(stack);
  const { triggers } = only(json, "aws_api_gateway_deployment");
  const api = only(json, "aws_api_gateway_rest_api");
  const referredTo = Object.keys(api).filter((name) =>
    JSON.stringify(triggers).includes(`.${name},`),
  );
  return [triggers, ...referredTo.map((name) => api[name])];
}
