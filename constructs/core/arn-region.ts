import type { IConstruct } from "constructs";
import { knownRegion } from "./aws-facts";
import { isKnown } from "./known";
import { refuse } from "./refusal";

/** Refuses the ARN of a resource in another region than the stack's, as far as both are known. */
export function checkArnRegion(scope: IConstruct, what: string, arn: string | undefined): void {
  const region = knownRegion(scope);
  if (arn === undefined || !isKnown(arn) || region === undefined) {
    return;
  }
  const [, , , regionOfArn] = arn.split(":");
  if (regionOfArn === region) {
    return;
  }
  refuse(scope, {
    what,
    value: arn,
    allowed: `an ARN of the stack's region, ${region}`,
    fix: `Use one in ${region}, or create the construct in a stack of ${regionOfArn}.`,
  });
}
