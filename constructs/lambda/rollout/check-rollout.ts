import type { Construct } from "constructs";
import { checkChoice, checkCount } from "../../core/checks";
import type { Kinds } from "../../core/props";
import { listOf, objectWith, required, string } from "../../core/props";
import { refuse } from "../../core/refusal";
import { LambdaDeploymentConfig } from "./lambda-deployment-config";
import type { LambdaDeploymentGroupProps } from "./rollout-props";

const HOOK = objectWith(
  "a Lambda function, e.g. a lambda.Function",
  "functionArn",
  "addToRolePolicy",
);

/** The types of the props of `LambdaDeploymentGroup`. */
export const ROLLOUT_KINDS: Kinds<LambdaDeploymentGroupProps> = {
  alias: required(
    objectWith("an alias, e.g. the one that addAlias() returned", "aliasName", "aliasedFunction"),
  ),
  deploymentConfig: string,
  alarms: listOf(objectWith("an alarm, e.g. a CloudwatchMetricAlarm", "alarmName")),
  preHook: HOOK,
  postHook: HOOK,
};

/** @throws if AWS would refuse a prop, or the alias has weights, which CodeDeploy sets */
export function checkRollout(scope: Construct, props: LambdaDeploymentGroupProps): void {
  checkChoice(
    scope,
    "deploymentConfig",
    props.deploymentConfig,
    Object.values(LambdaDeploymentConfig),
  );
  const { alias, alarms } = props;
  const names = alarms?.map(({ alarmName }) => alarmName);
  checkCount(scope, "alarms", names, { min: 0, max: 10, of: "alarms" });
  if (alias.resource.routingConfigInput !== undefined) {
    refuse(scope, {
      what: "weights of the alias",
      value: alias.node.path,
      allowed: "an alias without weights, because CodeDeploy sets them",
      fix: "Leave out the weights.",
    });
  }
}
