import { allowInvocation, invokeRole } from "../../api-gateway";
import { IFunction } from "../../lambda";
import { IntegrationSite } from "./integration";

/** By what right API Gateway invokes a function. */
export interface InvocationProps {
  /**
   * `permission` is a statement in the function's policy, one for all methods; `role` is a role
   * that API Gateway assumes, one for an API and function, and leaves the policy alone.
   * @default "permission"
   */
  readonly credentials?: "permission" | "role";
  /**
   * How long API Gateway waits for the function, 50 to 29,000 milliseconds.
   * @default 29000
   */
  readonly timeout?: number;
}

/** The part of an integration that says which function is invoked and by what right. */
export function invocation(
  { api, executionArn, first }: IntegrationSite,
  fn: IFunction,
  { credentials = "permission", timeout }: InvocationProps,
): {
  readonly httpMethod: "POST";
  readonly uri: string;
  readonly credentials?: string;
  readonly timeoutInMillis?: number;
} {
  // Lambda is invoked by POST, whatever the method of the request.
  const call = { httpMethod: "POST", uri: fn.invokeArn, timeoutInMillis: timeout } as const;
  if (credentials === "permission") {
    first(allowInvocation(api, executionArn, fn));
    return call;
  }
  const role = invokeRole(api, fn);
  first(role.policy);
  return { ...call, credentials: role.resource.arn };
}
