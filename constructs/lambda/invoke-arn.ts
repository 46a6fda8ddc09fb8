import type { IConstruct } from "constructs";
import { partition, region } from "../core/aws-facts";

/**
 * The URI by which API Gateway invokes a function.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export function invokeArn(scope: IConstruct, functionArn: string): string {
  return `arn:${partition(scope)}:apigateway:${region(scope)}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}
