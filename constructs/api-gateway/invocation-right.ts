import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { IFunction } from "../lambda";
import { checkChoice } from "../core/checks";
import { checkKind, objectWith, required } from "../core/props";
import { invokeRole } from "./invoke-role";
import type { PermissionScope } from "./permission";
import { allowInvocation } from "./permission";

/** By what right API Gateway invokes a function. */
export type InvocationRight = ByPermission | ByRole;

/** The function's own policy lets the API invoke it: one statement, however many requests. */
interface ByPermission {
  /**
   * Whose rights invoke the function: "role" for a role that API Gateway assumes.
   * @default a permission in the function's policy
   */
  readonly credentials?: undefined;
  /**
   * For which requests the function may be invoked.
   * @default the whole API
   */
  readonly permission?: PermissionScope;
}

/** API Gateway assumes a role that may invoke just this function, whose policy is left alone. */
interface ByRole {
  /**
   * Whose rights invoke the function: "role" for a role that API Gateway assumes.
   * @default a permission in the function's policy
   */
  readonly credentials: "role";
  /** With a role there is no permission to narrow. */
  readonly permission?: undefined;
}

/** What gives the right, and the ARN of the role if it is by a role. */
export interface GrantedInvocation {
  readonly by: ITerraformDependable;
  readonly credentialsArn?: string;
}

const FUNCTION_KIND = required(
  objectWith("a Lambda function, e.g. a lambda.Function", "functionArn", "invokeArn"),
);

/** Makes what gives the right, once for an API and function. */
export function grantInvocation(
  api: Construct,
  executionArn: string,
  fn: IFunction,
  { credentials, permission }: InvocationRight,
): GrantedInvocation {
  checkKind(api, "function of an integration", fn, FUNCTION_KIND);
  checkChoice(api, "credentials of an integration", credentials, ["role"]);
  if (credentials === undefined) {
    return { by: allowInvocation(api, executionArn, fn, permission) };
  }
  const role = invokeRole(api, fn);
  return { by: role.policy, credentialsArn: role.resource.arn };
}
