import { TerraformVariable } from "cdktf";
import type { RestApiProps } from "../../../constructs";
import { lambda, MockIntegration, RestApi } from "../../../constructs";
import type { EnvironmentStack } from "../../../constructs/environment";
import { INLINE } from "../lambda/support";

/** Makes something with a list in one of its props. */
export type Build = (stack: EnvironmentStack, list: string[]) => unknown;

/** A list that only Terraform knows, as of a variable or a data source. */
export function listIn(stack: EnvironmentStack): string[] {
  return new TerraformVariable(stack, "list", { type: "list(string)" }).listValue;
}

export const fn = (stack: EnvironmentStack, props: Partial<lambda.FunctionProps> = {}) =>
  new lambda.Function(stack, "Hello", { ...INLINE, ...props });

/** A REST API with a method. */
export function restApi(stack: EnvironmentStack, props: Partial<RestApiProps> = {}): RestApi {
  const api = new RestApi(stack, "Rest", { stageName: "v1", ...props });
  api.root.addMethod("GET", new MockIntegration());
  return api;
}
