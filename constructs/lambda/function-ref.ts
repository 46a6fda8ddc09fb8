import type { IConstruct } from "constructs";

/** What an API needs to know about a Lambda function. Any construct with these properties fits. */
export interface IFunction extends IConstruct {
  /** Name of the function in AWS. */
  readonly functionName: string;
  /**
   * The name as plain text, if it is known. A resource that uses it doesn't wait for the function.
   * @default none: the integrations of a REST API wait for the function
   */
  readonly physicalName?: string;
  /** ARN of the function. */
  readonly functionArn: string;
  /** URI by which API Gateway invokes the function. */
  readonly invokeArn: string;
}
