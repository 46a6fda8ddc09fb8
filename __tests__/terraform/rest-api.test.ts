import type { TerraformStack } from "cdktf";
import type { Routes } from "./fixtures/rest-apis";
import { asOneDocument, asResources } from "./fixtures/rest-apis";
import type { AwsApi } from "./support/aws-api";
import { describeWithTerraform } from "./support/cloud";
import { restRoutes } from "./support/rest-routes";
import { synthStack } from "./support/stack";

const BEFORE: Routes = { kept: "HTTP", changed: "HTTP", removed: "HTTP" };
const AFTER: Routes = { kept: "HTTP", changed: "HTTP_PROXY" };

describeWithTerraform("a REST API whose routes change", (cloud) => {
  /** Deploys the routes before and after the change. */
  async function change(build: (stack: TerraformStack, routes: Routes) => void) {
    const { aws, env, newFolder } = cloud();
    const folder = newFolder("rest-api");
    const terraform = synthStack(folder, env, (stack) => build(stack, BEFORE));
    await terraform.ok("init", "-input=false");
    await terraform.apply();
    synthStack(folder, env, (stack) => build(stack, AFTER));
    aws.forgetCalls();

    await terraform.apply();

    const { stdout: apiId } = await terraform.ok("output", "-raw", "api_id");
    return { routes: await restRoutes(aws, apiId), calls: callsOf(aws, apiId), terraform };
  }

  describe("as one document, as RestApi makes it", () => {
    let changed: Awaited<ReturnType<typeof change>>;
    beforeAll(async () => (changed = await change(asOneDocument)));

    // terraform-provider-aws#21907
    test("loses a removed route, keeps one whose integration's type changes", () => {
      expect(changed.routes).toEqual({ "GET /kept": "HTTP", "GET /changed": "HTTP_PROXY" });
    });

    // terraform-provider-aws#11344 and #19805
    test("is whole before it is deployed, and the old deployment goes when no stage has it", () => {
      expect(changed.calls).toEqual([
        "PUT ?failonwarnings=true&mode=overwrite",
        "POST /deployments",
        "PATCH /stages/v1",
        expect.stringMatching("DELETE /deployments/"),
      ]);
    });

    test("has nothing left to change", async () => {
      const plan = changed.terraform.ok("plan", "-detailed-exitcode");

      await expect(plan).resolves.toMatchObject({ status: 0 });
    });
  });

  // Why RestApi is one document: this is what hand-made resources come to, in the same Terraform.
  describe("as a resource for each part", () => {
    let changed: Awaited<ReturnType<typeof change>>;
    beforeAll(async () => (changed = await change(asResources)));

    test("loses the integration whose type changes (terraform-provider-aws#21907)", () => {
      expect(changed.routes).toMatchObject({ "GET /changed": "none" });
    });

    test("is deployed with a removed route still there (terraform-provider-aws#11344)", () => {
      const calls = changed.calls.filter((call) => /^POST .deploy|^DELETE .*.GET$/.test(call));

      expect(calls).toEqual([
        "POST /deployments",
        expect.stringMatching(/^DELETE .*.methods.GET$/),
      ]);
    });
  });
});

/** The changes of one API, by their method and path in it. */
function callsOf(aws: AwsApi, apiId: string): readonly string[] {
  const prefix = `/restapis/${apiId}`;
  return aws
    .changes()
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ method, path }) => `${method} ${path.slice(prefix.length)}`);
}
