import type { Construct } from "constructs";
import { accountId, partition, region } from "../../core/aws-facts";
import type { IFunction } from "../../lambda";
import { invokeArn } from "../../lambda/invoke-arn";

/**
 * The URI by which API Gateway invokes the function. It contains the function's name if that is known:
 * a reference would make the API depend on the function, and the function could then not have the
 * API's URL in its environment.
 */
export function invokeUri(scope: Construct, fn: IFunction): string {
  if (fn.physicalName === undefined) {
    return fn.invokeArn;
  }
  const account = `${region(scope)}:${accountId(scope)}`;
  return invokeArn(scope, `arn:${partition(scope)}:lambda:${account}:function:${fn.physicalName}`);
}
