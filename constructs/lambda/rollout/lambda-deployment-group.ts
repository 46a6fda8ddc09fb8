import { CodedeployApp } from "@cdktf/provider-aws/lib/codedeploy-app";
import { CodedeployDeploymentGroup } from "@cdktf/provider-aws/lib/codedeploy-deployment-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { checkConstructProps } from "../../core/props";
import { accountId, partition, region } from "../../core/aws-facts";
import { physicalName } from "../../core/physical-name";
import { onBehalfOf, policyDocument, trustPolicy } from "../policy";
import type { PolicyStatement } from "../policy-statement";
import { checkRollout, ROLLOUT_KINDS } from "./check-rollout";
import { LambdaDeploymentConfig } from "./lambda-deployment-config";
import type { LambdaDeploymentGroupProps, RolloutHook } from "./rollout-props";

/**
 * Moves an alias to new versions gradually, by CodeDeploy. A deployment by Terraform only publishes the
 * version: start the rollout afterwards, with `deploymentInput`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 */
export class LambdaDeploymentGroup extends Construct {
  /** The underlying application. */
  readonly application: CodedeployApp;
  /** The underlying deployment group. */
  readonly resource: CodedeployDeploymentGroup;
  /** The role by which CodeDeploy moves the alias. */
  readonly role: IamRole;
  /**
   * Input of `aws deploy create-deployment --cli-input-json`, which moves the alias from its version to
   * the one that was published last.
   */
  readonly deploymentInput: string;

  /** @throws if the alias has weights, or AWS would refuse a prop */
  constructor(scope: Construct, id: string, props: LambdaDeploymentGroupProps) {
    super(scope, id);
    checkConstructProps(this, LambdaDeploymentGroup, props, ROLLOUT_KINDS);
    checkRollout(this, props);
    const { alias, alarms = [] } = props;
    const name = physicalName(this, 100);
    const hooks = [props.preHook, props.postHook].filter((hook) => hook !== undefined);
    this.application = new CodedeployApp(this, "Application", { name, computePlatform: "Lambda" });
    this.role = new IamRole(this, "Role", {
      name: physicalName(this, 64),
      // The group's name, as a text, doesn't wait for the group, which waits for the role.
      assumeRolePolicy: trustPolicy(
        "codedeploy.amazonaws.com",
        onBehalfOf(this, "codedeploy", `deploymentgroup:${name}/${name}`),
      ),
    });
    const policy = new IamRolePolicy(this, "Policy", {
      name: "rollout",
      role: this.role.id,
      policy: policyDocument(rolloutStatements(props, hooks)),
    });
    this.resource = new CodedeployDeploymentGroup(this, "Resource", {
      appName: this.application.name,
      deploymentGroupName: name,
      serviceRoleArn: this.role.arn,
      deploymentConfigName:
        props.deploymentConfig ?? LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      deploymentStyle: {
        deploymentOption: "WITH_TRAFFIC_CONTROL",
        deploymentType: "BLUE_GREEN",
      },
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", ...(alarms.length > 0 ? ["DEPLOYMENT_STOP_ON_ALARM"] : [])],
      },
      alarmConfiguration:
        alarms.length > 0
          ? { enabled: true, alarms: alarms.map(({ alarmName }) => alarmName) }
          : undefined,
      dependsOn: [policy],
    });
    // Otherwise Terraform would move the alias too, at once and with each deployment.
    alias.resource.lifecycle = { ignoreChanges: ["function_version", "routing_config"] };
    this.allowReports(name, hooks);
    this.deploymentInput = this.inputOf(props);
  }

  /** The hooks report their results. The group's name, as a text, doesn't wait for the group. */
  private allowReports(name: string, hooks: readonly RolloutHook[]): void {
    const account = `${region(this)}:${accountId(this)}`;
    const arn = `arn:${partition(this)}:codedeploy:${account}:deploymentgroup:${name}/${name}`;
    const actions = ["codedeploy:PutLifecycleEventHookExecutionStatus"];
    for (const hook of hooks) {
      if (hook.role !== undefined) {
        hook.addToRolePolicy({ actions, resources: [arn] });
      }
    }
  }

  private inputOf({ alias, preHook, postHook }: LambdaDeploymentGroupProps): string {
    const content = {
      version: 0,
      Resources: [
        {
          Function: {
            Type: "AWS::Lambda::Function",
            Properties: {
              Name: alias.functionName,
              Alias: alias.aliasName,
              CurrentVersion: alias.resource.functionVersion,
              TargetVersion: alias.aliasedFunction.currentVersion.version,
            },
          },
        },
      ],
      Hooks: [
        ...(preHook ? [{ BeforeAllowTraffic: preHook.functionName }] : []),
        ...(postHook ? [{ AfterAllowTraffic: postHook.functionName }] : []),
      ],
    };
    return Fn.jsonencode({
      applicationName: this.application.name,
      deploymentGroupName: this.resource.deploymentGroupName,
      revision: {
        revisionType: "AppSpecContent",
        appSpecContent: { content: Fn.jsonencode(content) },
      },
    });
  }
}

/** What CodeDeploy does. Alarms have no resource-level permission for being described. */
function rolloutStatements(
  { alias, alarms = [] }: LambdaDeploymentGroupProps,
  hooks: readonly RolloutHook[],
): PolicyStatement[] {
  const { functionArn } = alias.aliasedFunction;
  return [
    {
      actions: ["lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig", "lambda:UpdateAlias"],
      resources: [functionArn, `${functionArn}:*`],
    },
    ...(hooks.length > 0
      ? [
          {
            actions: ["lambda:InvokeFunction"],
            resources: hooks.map((hook) => hook.functionArn),
          },
        ]
      : []),
    ...(alarms.length > 0 ? [{ actions: ["cloudwatch:DescribeAlarms"], resources: ["*"] }] : []),
  ];
}
