import type { Alias } from "../alias/alias";
import type { InvokedFunction } from "../async/async-invoke-config";
import type { IFunction } from "../function-ref";
import type { LambdaDeploymentConfig } from "./lambda-deployment-config";

/** A function that checks a rollout, and tells CodeDeploy by `PutLifecycleEventHookExecutionStatus`. */
export type RolloutHook = IFunction & InvokedFunction;

/** Props of `LambdaDeploymentGroup`. */
export interface LambdaDeploymentGroupProps {
  /** The alias that is moved, from `addAlias`. From then on, only CodeDeploy moves it. */
  readonly alias: Alias;
  /**
   * How fast the alias is moved.
   * @default LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES
   */
  readonly deploymentConfig?: LambdaDeploymentConfig;
  /**
   * Alarms, e.g. `CloudwatchMetricAlarm`s, of which each moves the alias back: up to 10.
   * @default only a failed deployment moves it back
   */
  readonly alarms?: readonly { readonly alarmName: string }[];
  /**
   * Invoked before the first requests get the new version.
   * @default none
   * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html#appspec-hooks-lambda
   */
  readonly preHook?: RolloutHook;
  /**
   * Invoked after all requests get the new version.
   * @default none
   */
  readonly postHook?: RolloutHook;
}
