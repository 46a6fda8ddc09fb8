import { ApiGatewayAccount } from "../../constructs";
import { describeWithTerraform } from "./support/cloud";
import { synthStack } from "./support/stack";

describeWithTerraform("the account's logging role", (cloud) => {
  test("is removed from the account's settings before it is deleted", async () => {
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

  async function roleArn(): Promise<string | undefined> {
    const response = await cloud().aws.send("apigateway", "GET", "/account");
    return ((await response.json()) as { cloudwatchRoleArn?: string }).cloudwatchRoleArn;
  }
});
