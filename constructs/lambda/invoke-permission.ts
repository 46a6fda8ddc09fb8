import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import type { Construct } from "constructs";
import { physicalName } from "../core/physical-name";
import type { IFunction } from "./function-ref";

/** Lambda takes 100 characters; Terraform appends 26 to make the statement's id unique. */
const PREFIX_LENGTH = 74;

/** What may invoke a function by itself. */
export interface Invoker {
  /** The service, e.g. `sns.amazonaws.com`. */
  readonly principal: string;
  /** The one resource of the service, or a pattern of its requests. */
  readonly sourceArn: string;
  /** The account of a resource whose ARN doesn't contain it. @default that of the ARN */
  readonly sourceAccount?: string;
}

/**
 * Lets a service invoke the function on behalf of one resource.
 * @param scope - names the statement; the permission is its child
 */
export function invokePermission(
  scope: Construct,
  id: string,
  fn: IFunction,
  invoker: Invoker,
): LambdaPermission {
  return new LambdaPermission(scope, id, {
    // A unique id, because a replacement is created before the old statement is removed.
    statementIdPrefix: `${physicalName(scope, PREFIX_LENGTH - 1)}-`,
    lifecycle: { createBeforeDestroy: true },
    action: "lambda:InvokeFunction",
    functionName: fn.functionName,
    qualifier: fn.qualifier,
    ...invoker,
  });
}
