import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Construct } from "constructs";
import { checkRange } from "../../core/checks";
import { isKnown } from "../../core/known";
import { physicalName } from "../../core/physical-name";
import type { Kinds } from "../../core/props";
import { checkProps, number, required } from "../../core/props";
import { refuse } from "../../core/refusal";

/** Options of `addAutoScaling`. */
export interface AutoScalingOptions {
  /**
   * Execution environments that are ready at the least, 1 or more.
   * @default 1
   */
  readonly minCapacity?: number;
  /** Execution environments that are ready at the most. */
  readonly maxCapacity: number;
  /**
   * The share of the ready execution environments that are in use, 0.1 to 0.9: above it there are soon
   * more of them, below it fewer.
   * @default 0.7
   */
  readonly utilizationTarget?: number;
}

const KINDS: Kinds<AutoScalingOptions> = {
  minCapacity: number,
  maxCapacity: required(number),
  utilizationTarget: number,
};

/** The alias whose capacity follows its use. */
export interface ScaledAlias {
  readonly functionName: string;
  readonly qualifier: string;
}

/**
 * Provisioned concurrency that follows the use of an alias.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html#managing-provisioned-concurency
 */
export class AliasAutoScaling extends Construct {
  /** The capacity that is scaled. */
  readonly target: AppautoscalingTarget;
  /** The policy that scales it. */
  readonly policy: AppautoscalingPolicy;

  constructor(scope: Construct, id: string, alias: ScaledAlias, options: AutoScalingOptions) {
    super(scope, id);
    check(this, options);
    const { minCapacity = 1, maxCapacity, utilizationTarget = 0.7 } = options;
    this.target = new AppautoscalingTarget(this, "Target", {
      minCapacity,
      maxCapacity,
      resourceId: `function:${alias.functionName}:${alias.qualifier}`,
      scalableDimension: "lambda:function:ProvisionedConcurrency",
      serviceNamespace: "lambda",
    });
    const { resourceId, scalableDimension, serviceNamespace } = this.target;
    this.policy = new AppautoscalingPolicy(this, "Policy", {
      name: physicalName(this, 255),
      policyType: "TargetTrackingScaling",
      resourceId,
      scalableDimension,
      serviceNamespace,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: utilizationTarget,
        predefinedMetricSpecification: {
          predefinedMetricType: "LambdaProvisionedConcurrencyUtilization",
        },
      },
    });
  }
}

function check(scope: Construct, options: AutoScalingOptions): void {
  checkProps(scope, options, KINDS);
  const { minCapacity = 1, maxCapacity, utilizationTarget } = options;
  const unit = "execution environments";
  checkRange(scope, "minCapacity", minCapacity, { min: 1, max: Number.MAX_SAFE_INTEGER, unit });
  checkRange(scope, "maxCapacity", maxCapacity, {
    min: isKnown(minCapacity) ? minCapacity : 1,
    max: Number.MAX_SAFE_INTEGER,
    unit,
  });
  const isTarget = (value: number) => !isKnown(value) || (value >= 0.1 && value <= 0.9);
  if (utilizationTarget !== undefined && !isTarget(utilizationTarget)) {
    refuse(scope, {
      what: "utilizationTarget",
      value: utilizationTarget,
      allowed: "a number from 0.1 to 0.9",
      fix: "Write 0.7 for seven of ten execution environments.",
    });
  }
}
