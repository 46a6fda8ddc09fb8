import { readFileSync } from "node:fs";
import path from "node:path";
import { describeWithTerraform } from "./support/cloud";
import { copyProject, Project } from "./support/project";
import { Terraform } from "./support/terraform";

describeWithTerraform("two environments side by side in one account", (cloud) => {
  let project: Project;
  let account: Terraform;
  let dev: Terraform;
  let prod: Terraform;

  beforeAll(async () => {
    project = copyProject(cloud());
    // prod first: neither has a workspace yet, and neither may need the other.
    prod = await project.init("prod");
    dev = await project.init("dev");
    account = await project.init("account");
  });

  const onAll = <T>(command: (stack: Terraform) => Promise<T>) =>
    Promise.all([account, dev, prod].map(command));

  test("are valid Terraform, and so is what the account has once", async () => {
    const validations = onAll((stack) => stack.ok("validate"));

    await expect(validations).resolves.toHaveLength(3);
  });

  test("share no name, and a second plan finds nothing to change (traps 14 and 20: names, perpetual diff)", async () => {
    await onAll((stack) => stack.apply());

    await expect(onAll((stack) => stack.plan())).resolves.toEqual([[], [], []]);
  });

  test("changed handler code updates that function alone", async () => {
    const changes = await planWith("lambda-src/hello/index.py", "Awstut", "changed");

    expect(changes).toEqual([
      { address: expect.stringMatching(/^aws_lambda_function\.hello_/), actions: ["update"] },
    ]);
  });

  test("a changed mapping template redeploys that API alone, and no function (trap 1: applied, never deployed)", async () => {
    const changes = await planWith("lambda-src/sample01/error.vtl", "message", "text");

    const replaceBeforeDestroy = ["create", "delete"];
    expect(changes).toEqual([
      {
        address: expect.stringMatching(/^aws_api_gateway_deployment\.sample01_/),
        actions: replaceBeforeDestroy,
      },
      {
        address: expect.stringMatching(/^aws_api_gateway_rest_api\.sample01_/),
        actions: ["update"],
      },
      { address: expect.stringMatching(/^aws_api_gateway_stage\.sample01_/), actions: ["update"] },
    ]);
  });

  test("destroying dev leaves prod's state and resources whole, and the account's logging role (trap 7)", async () => {
    const state = path.join(project.folder, ".terraform-state/prod/prod/terraform.tfstate");
    const before = { state: readFileSync(state), resources: await prod.resources() };

    await dev.ok("destroy", "-auto-approve");

    expect(await dev.resources()).toEqual([]);
    expect({ state: readFileSync(state), resources: await prod.resources() }).toEqual(before);
    expect([await account.plan(), await prod.plan()]).toEqual([[], []]);
  });

  /** Plans dev with an edited file. */
  async function planWith(file: string, from: string, to: string) {
    project.edit(file, from, to);
    await project.synth("dev");
    const changes = await dev.plan();
    project.edit(file, to, from);
    return changes;
  }
});
