import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { IFunction } from "../lambda";
import { checkChoice } from "../core/checks";
import { checkKind, objectWith, required } from "../core/props";
import { invokeRole } from "./integration-role";
import type { PermissionScope } from "./permission";
import { allowInvocation } from "./permission";

/** Whether a permission or a role lets API Gateway invoke a function. */
export type InvocationRight = ByPermission | ByRole;

/** The function's policy allows the API: one statement, however many routes. */
interface ByPermission {
  /**
   * Set to "role" to invoke the function with a role that API Gateway assumes.
   * @default a permission in the function's policy
   */
  readonly credentials?: undefined;
  /**
   * The requests for which the API may invoke the function.
   * @default the whole API
   */
  readonly permission?: PermissionScope;
}

/** API Gateway assumes a role that may invoke only this function; the function's policy doesn't change. */
interface ByRole {
  /**
   * Set to "role" to invoke the function with a role that API Gateway assumes.
   * @default a permission in the function's policy
   */
  readonly credentials: "role";
  /** A role has no permission to narrow. */
  readonly permission?: undefined;
}

/** What an integration depends on to invoke its function. */
export interface GrantedInvocation {
  /** The permission, or the policy of the role. */
  readonly dependsOn: ITerraformDependable;
  /** ARN of the role that API Gateway assumes, if it does. */
  readonly credentialsArn?: string;
}

/** What a Lambda function is to an API. */
export const FUNCTION_KIND = required(
  objectWith("a Lambda function, e.g. a lambda.Function", "functionArn", "invokeArn"),
);

/** Creates the permission or the role, once for each pair of API and function. */
export function grantInvocation(
  api: Construct,
  executionArn: string,
  fn: IFunction,
  { credentials, permission }: InvocationRight,
): GrantedInvocation {
  checkKind(api, "function of an integration", fn, FUNCTION_KIND);
  checkChoice(api, "credentials of an integration", credentials, ["role"]);
  if (credentials === undefined) {
    return { dependsOn: allowInvocation(api, executionArn, fn, permission) };
  }
  const role = invokeRole(api, fn);
  return { dependsOn: role.policy, credentialsArn: role.resource.arn };
}
