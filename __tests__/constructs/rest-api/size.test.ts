import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayResource } from "@cdktf/provider-aws/lib/api-gateway-resource";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { LambdaIntegration } from "../../../constructs";
import type { EnvironmentStack } from "../../../constructs/environment";
import { aFunction } from "../api-gateway/support";
import { environment, synth } from "../lambda/support";
import { part, restBench, warningsOf } from "./support";

const METHODS = 300;

function ours(): EnvironmentStack {
  const { stack, api, fn } = restBench();
  const integration = new LambdaIntegration(fn);
  for (let index = 0; index < METHODS; index += 1) {
    api.root.addResource(`r${index}`).addMethod("GET", integration);
  }
  return stack;
}

/** The same methods, as one would write them with the provider's own classes. */
function raw(): EnvironmentStack {
  const stack = environment();
  const fn = aFunction(stack, "Hello");
  const api = new ApiGatewayRestApi(stack, "Api", { name: "api" });
  for (let index = 0; index < METHODS; index += 1) {
    const { id: resourceId } = new ApiGatewayResource(stack, `Resource${index}`, {
      restApiId: api.id,
      parentId: api.rootResourceId,
      pathPart: `r${index}`,
    });
    const method = { restApiId: api.id, resourceId, httpMethod: "GET" };
    new ApiGatewayMethod(stack, `Method${index}`, { ...method, authorization: "NONE" });
    new ApiGatewayIntegration(stack, `Integration${index}`, {
      ...method,
      type: "AWS_PROXY",
      integrationHttpMethod: "POST",
      uri: fn.invokeArn,
    });
  }
  return stack;
}

/** The shortest of three, for the machine may be busy with something else. */
function milliseconds(make: () => EnvironmentStack): number {
  const once = () => {
    const start = performance.now();
    synth(make());
    return performance.now() - start;
  };
  return Math.min(once(), once(), once());
}

test("300 methods take no more than 1.2 times as long to synthesise as raw resources do", () => {
  expect(milliseconds(ours)).toBeLessThanOrEqual(1.2 * milliseconds(raw));
  expect(Object.keys(part(ours(), "paths") as object)).toHaveLength(METHODS);
});

test("more resources or stages than the default quotas are told of, not refused, for AWS raises them", () => {
  const { api } = restBench();

  for (let index = 0; index < 299; index += 1) {
    api.root.addResource(`r${index}`);
  }
  for (let index = 0; index < 9; index += 1) {
    api.addStage(`s${index}`);
  }
  expect(warningsOf(api)).toEqual([]);
  api.resourceForPath("/r0/a/b");
  api.addStage("s9");

  expect(warningsOf(api)).toEqual([
    expect.stringContaining("dev/Api: over 300 resources, the default quota of an API"),
    expect.stringContaining("dev/Api: over 10 stages, the default quota of an API"),
  ]);
});
