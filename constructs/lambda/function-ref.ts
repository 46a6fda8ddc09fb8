import type { IConstruct } from "constructs";

/** What an API needs of a Lambda function: no more than this, so that any function can be given. */
export interface IFunction extends IConstruct {
  /** Name of the function in AWS. */
  readonly functionName: string;
  /**
   * The same name as text, where it is known: what names the function by it doesn't wait for it.
   * @default the integrations of a REST API wait for the function
   */
  readonly physicalName?: string;
  /** ARN of the function. */
  readonly functionArn: string;
  /** URI by which API Gateway invokes the function. */
  readonly invokeArn: string;
}
