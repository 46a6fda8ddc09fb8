import type { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import type { Construct } from "constructs";
import { accountId } from "../core/aws-facts";
import { isKnown } from "../core/known";
import type { IFunction } from "../lambda";
import { invokePermission } from "../lambda/invoke-permission";
import type { Kinds } from "../core/props";
import { checkProps, string } from "../core/props";
import { refuse } from "../core/refusal";
import { relatedId } from "../core/related-id";
import { HTTP_METHODS } from "./http-methods";

/** The requests for which an API may invoke a function. `{}` is the whole API. */
export interface PermissionScope {
  /**
   * Name of a stage.
   * @default every stage
   */
  readonly stage?: string;
  /**
   * An HTTP method, or `ANY`.
   * @default every method
   */
  readonly method?: string;
  /**
   * A path that begins with a slash, as in the route. A path parameter matches any value.
   * @default every path
   */
  readonly path?: string;
}

const WHOLE_API = "*/*";

/**
 * Lets the API invoke the function, by a statement in the function's policy. All routes of the same
 * API, function and scope share it, because a policy is limited to 20 KB.
 * @param api - the API's construct, the scope of the permission
 * @throws if a part of the scope can't occur in a request's ARN
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html
 */
export function allowInvocation(
  api: Construct,
  executionArn: string,
  fn: IFunction,
  permission: PermissionScope = {},
): LambdaPermission {
  checkScope(api, permission);
  const requests = requestPattern(permission);
  const id = relatedId(api, "Permission", fn, ...(requests === WHOLE_API ? [] : [requests]));
  const existing = api.node.tryFindChild(id) as LambdaPermission | undefined;
  return existing ?? permissionOf(api, id, fn, `${executionArn}/${requests}`);
}

/**
 * Lets authorizers of the API invoke the function; a permission for requests doesn't include them.
 * @param id - the construct id
 * @param authorizers - the authorizer's identifier, or `*` for those of the API
 */
export function allowAuthorizer(
  api: Construct,
  id: string,
  { executionArn, fn, authorizers }: AuthorizerPermission,
): LambdaPermission {
  return permissionOf(api, id, fn, `${executionArn}/authorizers/${authorizers}`);
}

/** What `allowAuthorizer` allows. */
export interface AuthorizerPermission {
  readonly executionArn: string;
  readonly fn: IFunction;
  readonly authorizers: string;
}

function permissionOf(
  api: Construct,
  id: string,
  fn: IFunction,
  sourceArn: string,
): LambdaPermission {
  return invokePermission(api, id, fn, {
    principal: "apigateway.amazonaws.com",
    sourceArn,
    sourceAccount: accountId(api),
  });
}

/** Stage, method and path as the ARN of a request has them, with `*` for what may be anything. */
export function requestPattern({ stage = "*", method = "ANY", path }: PermissionScope): string {
  // One `*` for both, as it matches across slashes and the ARN of a `$default` route has no method.
  if (method === "ANY" && path === undefined) {
    return `${stage}/*`;
  }
  const pathPattern = (path ?? "/*").replace(/\{[^}]*\}/g, "*");
  return `${stage}/${method === "ANY" ? "*" : method}${pathPattern}`;
}

const KINDS: Kinds<PermissionScope> = { stage: string, method: string, path: string };

function checkScope(scope: Construct, permission: PermissionScope): void {
  checkProps(scope, permission, KINDS, (prop) => `permission.${prop}`);
  for (const [part, { pattern, allowed }] of Object.entries(PARTS)) {
    const value = permission[part as keyof PermissionScope];
    // These must be known at synth because they are part of a construct id.
    if (value === undefined || (isKnown(value) && pattern.test(value))) {
      continue;
    }
    refuse(scope, {
      what: `${part} of the permission`,
      value,
      allowed: `${allowed}, known at synth`,
      fix: `Write it as in the API, or leave it out to allow every ${part}.`,
    });
  }
}

const PARTS: Record<keyof PermissionScope, { pattern: RegExp; allowed: string }> = {
  stage: { pattern: /^(\$default|[A-Za-z0-9_-]{1,128})$/, allowed: "the name of a stage" },
  method: {
    pattern: new RegExp(`^(${HTTP_METHODS.join("|")})$`),
    allowed: HTTP_METHODS.join(", "),
  },
  path: { pattern: /^\/\S*$/, allowed: "a path that begins with a slash" },
};
