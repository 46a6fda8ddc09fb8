import type { Routes } from "./fixtures/rest-apis";
import { asOneDocument, asResources } from "./fixtures/rest-apis";
import type { AwsApi } from "./support/aws-api";
import { describeWithTerraform } from "./support/cloud";
import { restRoutes } from "./support/rest-routes";
import { synthStack } from "./support/stack";
import type { Terraform } from "./support/terraform";

const BEFORE: Routes = { kept: "HTTP", changed: "HTTP", removed: "HTTP" };
const AFTER: Routes = { kept: "HTTP", changed: "HTTP_PROXY" };

describeWithTerraform("a REST API whose routes change", (cloud) => {
  let terraform: Terraform;
  let document: Change;
  let resources: Change;

  // The same routes before and after the change, as two APIs of one stack.
  beforeAll(async () => {
    const { aws, env, newFolder } = cloud();
    const folder = newFolder("rest-api");
    const synth = (routes: Routes) =>
      synthStack(folder, env, (stack) => {
        asOneDocument(stack, routes);
        asResources(stack, routes);
      });
    terraform = synth(BEFORE);
    await terraform.ok("init", "-input=false");
    await terraform.apply();
    synth(AFTER);
    aws.forgetCalls();

    await terraform.apply();

    const { stdout } = await terraform.ok("output", "-json");
    const outputs = JSON.parse(stdout) as Record<"document_id" | "resources_id", { value: string }>;
    document = await changeOf(aws, outputs.document_id.value);
    resources = await changeOf(aws, outputs.resources_id.value);
  });

  describe("as one document, as RestApi makes it", () => {
    // terraform-provider-aws#21907
    test("loses a removed route, and keeps one whose integration's type changes", () => {
      expect(document.routes).toEqual({ "GET /kept": "HTTP", "GET /changed": "HTTP_PROXY" });
    });

    // terraform-provider-aws#11344 and #19805
    test("is complete before it is deployed, and the old deployment is deleted when no stage uses it", () => {
      expect(document.calls).toEqual([
        "PUT ?failonwarnings=true&mode=overwrite",
        "POST /deployments",
        "PATCH /stages/v1",
        expect.stringMatching("DELETE /deployments/"),
      ]);
    });

    test("has no changes afterwards", async () => {
      const planned = (await terraform.plan()).map(({ address }) => address);

      expect(planned.filter((address) => !address.includes("Resources"))).toEqual([]);
    });
  });

  // Why RestApi is one document: this is what separate resources do with the same Terraform.
  describe("as a resource for each part", () => {
    test("loses the integration whose type changes (terraform-provider-aws#21907)", () => {
      expect(resources.routes).toMatchObject({ "GET /changed": "none" });
    });

    test("is deployed with a removed route still there (terraform-provider-aws#11344)", () => {
      const calls = resources.calls.filter((call) => /^POST .deploy|^DELETE .*.GET$/.test(call));

      expect(calls).toEqual([
        "POST /deployments",
        expect.stringMatching(/^DELETE .*.methods.GET$/),
      ]);
    });
  });
});

/** An API after the change: its routes, and the calls that changed it. */
interface Change {
  readonly routes: Readonly<Record<string, string>>;
  readonly calls: readonly string[];
}

const changeOf = async (aws: AwsApi, apiId: string): Promise<Change> => ({
  routes: await restRoutes(aws, apiId),
  calls: callsOf(aws, apiId),
});

/** The changes of one API, by their method and path in it. */
function callsOf(aws: AwsApi, apiId: string): readonly string[] {
  const prefix = `/restapis/${apiId}`;
  return aws
    .changes()
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ method, path }) => `${method} ${path.slice(prefix.length)}`);
}
