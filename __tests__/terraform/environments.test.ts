import { describeWithTerraform } from "./support/cloud";
import { copyProject, Project } from "./support/project";
import { Terraform } from "./support/terraform";

describeWithTerraform("two environments side by side", (cloud) => {
  let project: Project;
  let dev: Terraform;
  let prod: Terraform;

  beforeAll(async () => {
    project = copyProject(cloud());
    // prod first: neither has a workspace yet, and neither may need the other.
    prod = await project.init("prod");
    dev = await project.init("dev");
  });

  test("are valid Terraform, both", async () => {
    const validations = Promise.all([dev, prod].map((it) => it.ok("validate")));

    await expect(validations).resolves.toMatchObject([{ status: 0 }, { status: 0 }]);
  });

  test("a second plan after both are applied finds nothing to change", async () => {
    await Promise.all([dev.apply(), prod.apply()]);

    const plans = Promise.all([dev, prod].map((it) => it.ok("plan", "-detailed-exitcode")));

    await expect(plans).resolves.toMatchObject([{ status: 0 }, { status: 0 }]);
  });

  test("changed handler code updates that function alone", async () => {
    project.edit("lambda-src/hello/index.py", "Awstut", "changed");
    await project.synth("dev");

    const changes = await dev.plan();

    expect(changes).toEqual([
      { address: expect.stringContaining("hello") as string, actions: ["update"] },
    ]);
  });
});
