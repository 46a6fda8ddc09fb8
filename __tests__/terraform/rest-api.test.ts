import type { TerraformStack } from "cdktf";
import type { RestApiProps } from "../../constructs";
import { HttpIntegration, RestApi } from "../../constructs";
import type { Routes } from "./fixtures/rest-apis";
import { asOneDocument, asResources } from "./fixtures/rest-apis";
import type { AwsApi } from "./support/aws-api";
import type { ApiCall } from "./support/aws-behaviours/behaviour";
import { describeWithTerraform } from "./support/cloud";
import { restRoutes } from "./support/rest-routes";
import { synthStack } from "./support/stack";
import type { Terraform } from "./support/terraform";

const BEFORE: Routes = { kept: "HTTP", changed: "HTTP", removed: "HTTP" };
const AFTER: Routes = { kept: "HTTP", changed: "HTTP_PROXY" };

function apiWith(
  props: Partial<RestApiProps>,
  url = "https://example.com/",
): (stack: TerraformStack) => void {
  return (stack) => {
    const api = new RestApi(stack, "Api", { stageName: "v1", loggingLevel: "OFF", ...props });
    api.root.addMethod("GET", new HttpIntegration(url));
  };
}

describeWithTerraform("a REST API", (cloud) => {
  describe("whose routes change", () => {
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
      const outputs = JSON.parse(stdout) as Record<
        "document_id" | "resources_id",
        { value: string }
      >;
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

  describe("alone in an account", () => {
    beforeEach(() => cloud().aws.reset());

    // The provider keeps the old value of a removed attribute that is also computed.
    test("whose settings are removed loses them with the next plan, and is deployed again", async () => {
      const { env, newFolder } = cloud();
      const folder = newFolder("rest-api-settings");
      const settings = { binaryMediaTypes: ["image/*"], minimumCompressionSize: 1024 };
      const terraform = synthStack(folder, env, apiWith(settings));
      await terraform.ok("init", "-input=false");
      await terraform.apply();

      synthStack(folder, env, apiWith({}));
      const planned = await planOf(terraform);

      expect(planned.aws_api_gateway_rest_api).toMatchObject({
        actions: ["update"],
        after: { binary_media_types: [], minimum_compression_size: "-1" },
      });
      expect(planned.aws_api_gateway_deployment?.actions).toEqual(["create", "delete"]);
    });

    // The provider keeps in its state a document whose import failed, and would never import it again.
    test("whose document was not imported is imported once failOnWarnings is turned off", async () => {
      const { aws, env, newFolder } = cloud();
      const folder = newFolder("rest-api-import");
      const terraform = synthStack(folder, env, apiWith({}));
      await terraform.ok("init", "-input=false");
      await terraform.apply();
      synthStack(folder, env, apiWith({}, "https://example.com/changed"));
      const failingImports = ({ method }: ApiCall) => (method === "PUT" ? 403 : undefined);
      const failing = aws.intercepting(failingImports, () => terraform.apply());
      await expect(failing).rejects.toThrow("PutRestApi");
      aws.forgetCalls();

      synthStack(folder, env, apiWith({ failOnWarnings: false }, "https://example.com/changed"));
      await terraform.apply();

      const changes = aws.changes().map(({ method, path }) => `${method} ${path}`);
      expect(changes.slice(0, 2)).toEqual([
        expect.stringMatching(/^PUT \/restapis\/\w+\?ignore=documentation&mode=overwrite$/),
        expect.stringMatching(/^POST .*\/deployments$/),
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

interface PlannedChange {
  readonly actions: readonly string[];
  readonly after: object;
}

/** What a plan would change, by the type of the resource. */
async function planOf(terraform: Terraform): Promise<Record<string, PlannedChange | undefined>> {
  await terraform.ok("plan", "-input=false", "-out=plan");
  const { resource_changes: changes } = JSON.parse(
    (await terraform.ok("show", "-json", "plan")).stdout,
  ) as { resource_changes: readonly { readonly type: string; readonly change: PlannedChange }[] };
  return Object.fromEntries(changes.map(({ type, change }) => [type, change]));
}
