import type { IConstruct } from "constructs";

/** What an API needs to know about a Lambda function. Any construct with these properties fits. */
export interface IFunction extends IConstruct {
  /** Name of the function in AWS. */
  readonly functionName: string;
  /**
   * Name of the alias, if this is one: its policy is separate from that of the function.
   * @default none
   */
  readonly qualifier?: string;
  /**
   * The name as plain text, with that of an alias after a colon, if it is known. A resource that uses it doesn't wait for the function.
   * @default none: the integrations of a REST API wait for the function
   */
  readonly physicalName?: string | undefined;
  /** ARN of the function, or of the alias. */
  readonly functionArn: string;
  /** URI by which API Gateway invokes the function. */
  readonly invokeArn: string;
}
