import path from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import {
  ApiGatewayAccount,
  HttpApi,
  HttpIntegration,
  HttpUrlIntegration,
  MetricFilter,
  Monitoring,
  RestApi,
} from "../../constructs";
import { policyOf, stackRights } from "../../local/deployer";
import { readStack } from "../../local/terraform";
import { accessesOf, deniedBy } from "./support/access";
import { describeWithTerraform } from "./support/cloud";
import { synthStack } from "./support/stack";

describeWithTerraform("observability", (cloud) => {
  beforeEach(() => void cloud().aws.forgetCalls());

  test("the logging role is removed from the account's settings before it is deleted", async () => {
    const { aws, env, newFolder } = cloud();
    const terraform = synthStack(newFolder("account"), env, (stack) => {
      new ApiGatewayAccount(stack, "Account");
    });
    await terraform.ok("init", "-input=false");
    await terraform.apply();
    const before = await roleArn();
    aws.forgetCalls();

    await terraform.ok("destroy", "-auto-approve");

    const calls = aws.changes().map(({ method, path, action }) => action || `${method} ${path}`);
    expect(before).toMatch(/^arn:aws:iam::\d{12}:role\//);
    expect(await roleArn()).toBeFalsy();
    expect(calls).toEqual(["PATCH /account", "DetachRolePolicy", "DeleteRole"]);
  });

  test("alarms and a dashboard are deployed, have no changes afterwards and are destroyed, with the deployer's rights", async () => {
    const { aws, env, newFolder } = cloud();
    const folder = newFolder("observability");
    const terraform = synthStack(folder, env, (stack) => {
      new HttpApi(stack, "Http").addRoute("GET /", new HttpUrlIntegration("https://example.com"));
      const rest = new RestApi(stack, "Rest", { stageName: "v1", loggingLevel: "OFF" });
      rest.root.addMethod("GET", new HttpIntegration("https://example.com/"));
      rest.alarms(new SnsTopic(stack, "Topic", { name: "own" }), { latency: false });
      const logGroup = new CloudwatchLogGroup(stack, "Log", { name: "log" });
      const { topic } = new Monitoring(stack, "Monitoring");
      const metric = { metricName: "Timeouts", metricNamespace: "shop" };
      const filter = { logGroup, filterPattern: '"Task timed out"', ...metric };
      new MetricFilter(stack, "Timeouts", filter).alarm(topic);
    });
    await terraform.ok("init", "-input=false");

    await terraform.apply();

    expect(await terraform.plan()).toEqual([]);
    const actions = aws.changes().map(({ action }) => action.replace(/.*\./, ""));
    expect(actions.filter((action) => action === "PutMetricAlarm")).toHaveLength(8);
    expect(actions.filter((action) => action === "PutDashboard")).toHaveLength(1);

    await terraform.ok("destroy", "-auto-approve", "-input=false");

    const policy = policyOf([stackRights(readStack(path.join(folder, "stacks/stack")))]);
    const accesses = aws.calls().flatMap(accessesOf);
    expect(accesses.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["cloudwatch:DeleteDashboards", "cloudwatch:DeleteAlarms"]),
    );
    expect(deniedBy(policy, accesses)).toEqual([]);
  });

  async function roleArn(): Promise<string | undefined> {
    const response = await cloud().aws.send("apigateway", "GET", "/account");
    return ((await response.json()) as { cloudwatchRoleArn?: string }).cloudwatchRoleArn;
  }
});
