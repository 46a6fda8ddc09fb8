import { Fn } from "cdktf";
import { Construct } from "constructs";
import { checkArnRegion } from "../core/arn-region";
import { accountId, partition, region } from "../core/aws-facts";
import { checkPattern } from "../core/checks";
import { checkKind, required, string } from "../core/props";
import { isKnown } from "../core/known";
import type { IFunction } from "./function-ref";
import { invokeArn } from "./invoke-arn";

/** A function that this stack refers to and doesn't manage. */
export class ExistingFunction extends Construct implements IFunction {
  readonly functionName: string;
  readonly functionArn: string;
  readonly invokeArn: string;

  /** @throws if the ARN is known and isn't one of a function of the region, or has a version or alias */
  static fromArn(scope: Construct, id: string, functionArn: string): ExistingFunction {
    return new ExistingFunction(scope, id, (construct) => {
      checkKind(construct, "functionArn", functionArn, required(string));
      checkPattern(construct, "functionArn", functionArn, {
        pattern: /^arn:[^:]+:lambda:[^:]+:\d{12}:function:[A-Za-z0-9_-]{1,64}$/,
        allowed: "the ARN of a Lambda function, without version or alias",
        fix: 'Write it like "arn:aws:lambda:us-east-1:123456789012:function:pets".',
      });
      checkArnRegion(construct, "functionArn", functionArn);
      return { functionArn, functionName: nameIn(functionArn) };
    });
  }

  /** @throws if the name is known and isn't the name of a function */
  static fromName(scope: Construct, id: string, functionName: string): ExistingFunction {
    return new ExistingFunction(scope, id, (construct) => {
      checkKind(construct, "functionName", functionName, required(string));
      checkPattern(construct, "functionName", functionName, {
        pattern: /^[A-Za-z0-9_-]{1,64}$/,
        allowed: "letters, digits, hyphens and underscores, 1 to 64 characters",
        fix: "Give the name alone, or use fromFunctionArn() for an ARN.",
      });
      const account = `${region(construct)}:${accountId(construct)}`;
      const functionArn = `arn:${partition(construct)}:lambda:${account}:function:${functionName}`;
      return { functionArn, functionName };
    });
  }

  private constructor(
    scope: Construct,
    id: string,
    identify: (scope: Construct) => Pick<IFunction, "functionArn" | "functionName">,
  ) {
    super(scope, id);
    const { functionArn, functionName } = identify(this);
    this.functionArn = functionArn;
    this.functionName = functionName;
    this.invokeArn = invokeArn(this, functionArn);
  }
}

function nameIn(functionArn: string): string {
  const NAME = 6;
  return isKnown(functionArn)
    ? (functionArn.split(":")[NAME] ?? "")
    : (Fn.element(Fn.split(":", functionArn), NAME) as string);
}
