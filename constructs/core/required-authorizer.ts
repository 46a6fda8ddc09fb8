import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { refuse } from "./refusal";

const stacks = new WeakSet<TerraformStack>();

/** From now on, a stack refuses routes and methods that everyone may call. */
export function requireAuthorizer(stack: TerraformStack): void {
  stacks.add(stack);
}

export function isAuthorizerRequired(scope: IConstruct): boolean {
  return stacks.has(TerraformStack.of(scope));
}

/**
 * Refuses a public route or method in a stack that requires authorizers. Browsers send no credentials
 * with a preflight request, so `OPTIONS` may be public.
 * @param requests - what the route or method takes, e.g. `GET /pets`
 */
export function checkPublic(
  api: IConstruct,
  requests: string,
  fix = "Set the route's authorizer or the API's defaultAuthorizer.",
): void {
  if (!isAuthorizerRequired(api) || requests.startsWith("OPTIONS ")) {
    return;
  }
  refuse(api, {
    what: `authorizer of ${requests}`,
    value: "NONE",
    allowed: "an authorizer or AWS_IAM, because the environment has requireAuthorizer: true",
    fix,
  });
}
