import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { TerraformStack } from "cdktf";
import { lambda } from "../../../constructs";
import { readStack, resolveStack } from "../../../local/terraform";
import { aFunction, all } from "../api-gateway/support";
import { hello, onBehalfOf, only, synth, withFolder } from "./support";

type Props = Partial<lambda.LambdaDeploymentGroupProps>;

function rolloutFixture(props: Props = {}, options: lambda.AliasOptions = {}) {
  const fn = hello();
  const stack = TerraformStack.of(fn);
  const alias = fn.addAlias("live", options);
  return {
    stack,
    rollout: new lambda.LambdaDeploymentGroup(stack, "Rollout", { alias, ...props }),
  };
}

/** What the policy of a role allows, as actions and resources. */
function allowedBy(stack: TerraformStack, id: string): string[] {
  const policies = all(synth(stack), "aws_iam_role_policy");
  const [, { policy = "" } = {}] = policies.find(([name]) => name.startsWith(id)) ?? [];
  const { Statement } = JSON.parse(String(policy)) as {
    Statement: { Action: string[]; Resource: string[] }[];
  };
  return Statement.map(({ Action, Resource }) => `${Action.join()} ${Resource.join()}`);
}

test("an alias is moved by CodeDeploy alone, one part of its requests first", () => {
  const { stack } = rolloutFixture();

  const json = synth(stack);

  expect(only(json, "aws_lambda_alias").lifecycle).toEqual({
    ignore_changes: ["function_version", "routing_config"],
  });
  expect(only(json, "aws_codedeploy_app").compute_platform).toBe("Lambda");
  expect(only(json, "aws_codedeploy_deployment_group")).toMatchObject({
    deployment_config_name: "CodeDeployDefault.LambdaCanary10Percent5Minutes",
    deployment_style: {
      deployment_option: "WITH_TRAFFIC_CONTROL",
      deployment_type: "BLUE_GREEN",
    },
    auto_rollback_configuration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] },
  });
  expect(allowedBy(stack, "Rollout_Policy")).toEqual([
    expect.stringMatching(
      /^lambda:GetAlias,lambda:GetProvisionedConcurrencyConfig,lambda:UpdateAlias \$\{aws_lambda_function\.Hello_\w+\.arn\},\$\{aws_lambda_function\.Hello_\w+\.arn\}:\*$/,
    ),
  ]);
});

test("CodeDeploy assumes the role only for this group, whose name doesn't wait for the group", () => {
  const { stack } = rolloutFixture();

  const roles = all(synth(stack), "aws_iam_role");

  const [, role] = roles.find(([name]) => name.startsWith("Rollout")) ?? [];
  const group = "deploymentgroup:shop-dev-Rollout/shop-dev-Rollout";
  expect(JSON.parse(String(role?.assume_role_policy))).toMatchObject({
    Statement: [
      {
        Principal: { Service: "codedeploy.amazonaws.com" },
        Condition: onBehalfOf("codedeploy", group),
      },
    ],
  });
});

test("alarms move the alias back", () => {
  const stack = TerraformStack.of(hello());
  const alias = aFunction(stack, "Pets").addAlias("live");
  const alarm = new CloudwatchMetricAlarm(stack, "Errors", {
    alarmName: "errors",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 1,
  });

  new lambda.LambdaDeploymentGroup(stack, "Rollout", {
    alias,
    alarms: [alarm],
    deploymentConfig: lambda.LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_1MINUTE,
  });

  expect(only(synth(stack), "aws_codedeploy_deployment_group")).toMatchObject({
    deployment_config_name: "CodeDeployDefault.LambdaLinear10PercentEvery1Minute",
    alarm_configuration: {
      enabled: true,
      alarms: ["${aws_cloudwatch_metric_alarm.Errors.alarm_name}"],
    },
    auto_rollback_configuration: { events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] },
  });
  expect(allowedBy(stack, "Rollout_Policy")).toContain("cloudwatch:DescribeAlarms *");
});

test("hooks are invoked by CodeDeploy, and may report their results to this group", () => {
  const stack = TerraformStack.of(hello());
  const alias = aFunction(stack, "Pets").addAlias("live");
  const preHook = aFunction(stack, "Check");

  new lambda.LambdaDeploymentGroup(stack, "Rollout", { alias, preHook });

  expect(allowedBy(stack, "Rollout_Policy")).toContainEqual(
    expect.stringMatching(/^lambda:InvokeFunction \$\{aws_lambda_function\.Check_\w+\.arn\}$/),
  );
  expect(allowedBy(stack, "Check_Role")).toContainEqual(
    expect.stringMatching(
      /^codedeploy:PutLifecycleEventHookExecutionStatus arn:.*:deploymentgroup:shop-dev-Rollout\/shop-dev-Rollout$/,
    ),
  );
});

test("the input of a deployment names the version of the alias, and the one to move to", () => {
  const stack = TerraformStack.of(hello());
  const pets = aFunction(stack, "Pets");
  const [preHook, postHook] = [aFunction(stack, "Before"), aFunction(stack, "After")];
  const alias = pets.addAlias("live", { version: "7" });
  const rollout = new lambda.LambdaDeploymentGroup(stack, "Rollout", { alias, preHook, postHook });
  aFunction(stack, "Probe").addEnvironment("INPUT", rollout.deploymentInput);

  // The runner evaluates expressions as Terraform does.
  const input = withFolder({ "cdk.tf.json": JSON.stringify(synth(stack)) }, (folder) => {
    const resolved = resolveStack(readStack(folder), { apiUrl: () => "", environment: {} });
    const probe = resolved
      .ofType("aws_lambda_function")
      .find(({ address }) => address.includes(".Probe_"));
    return JSON.parse(probe?.blocks("environment")[0]?.map("variables")?.INPUT ?? "") as {
      revision: { appSpecContent: { content: string } };
    };
  });

  expect(input).toMatchObject({
    applicationName: "shop-dev-Rollout",
    deploymentGroupName: "shop-dev-Rollout",
  });
  expect(JSON.parse(input.revision.appSpecContent.content)).toEqual({
    version: 0,
    Resources: [
      {
        Function: {
          Type: "AWS::Lambda::Function",
          Properties: {
            Name: "shop-dev-Pets",
            Alias: "live",
            CurrentVersion: "7",
            TargetVersion: "1",
          },
        },
      },
    ],
    Hooks: [{ BeforeAllowTraffic: "shop-dev-Before" }, { AfterAllowTraffic: "shop-dev-After" }],
  });
});

test.each<[Props, lambda.AliasOptions, string]>([
  [{ deploymentConfig: "Slow" as never }, {}, 'dev/Rollout: deploymentConfig is "Slow"; allowed'],
  [{ alias: "live" as never }, {}, 'alias is "live"; allowed: an alias'],
  [
    {},
    { weights: { "7": 0.5 } },
    "allowed: an alias without weights, because CodeDeploy sets them",
  ],
])("the props %j with the options %j of the alias are refused", (props, options, message) => {
  expect(() => rolloutFixture(props, options)).toThrow(message);
});
