import type { Construct } from "constructs";

/** What an integration may know of the API that it is bound to. */
export interface IntegratingApi extends Construct {
  /** ARN that the ARNs of the API's requests begin with. */
  readonly executionArn: string;
}
