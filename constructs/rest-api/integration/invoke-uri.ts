import type { Construct } from "constructs";
import { accountId, partition, region } from "../../core/aws-facts";
import type { IFunction } from "../../lambda";

/**
 * The URI by which API Gateway invokes the function. Where the function's name is known it is made
 * of that: an API's document would else wait for the functions behind it, so that none of them
 * could have the API's URL in its environment.
 */
export function invokeUri(scope: Construct, { physicalName, invokeArn }: IFunction): string {
  if (physicalName === undefined) {
    return invokeArn;
  }
  const [aws, here] = [partition(scope), region(scope)];
  const functionArn = `arn:${aws}:lambda:${here}:${accountId(scope)}:function:${physicalName}`;
  return `arn:${aws}:apigateway:${here}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}
