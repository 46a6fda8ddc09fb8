import type { TerraformStack } from "cdktf";
import type { RestApiProps } from "../../constructs";
import { HttpIntegration, RestApi } from "../../constructs";
import type { ApiCall } from "./support/aws-behaviours/behaviour";
import { describeWithTerraform } from "./support/cloud";
import { synthStack } from "./support/stack";
import type { Terraform } from "./support/terraform";

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

interface Change {
  readonly actions: readonly string[];
  readonly after: object;
}

/** What a plan would change, by the type of the resource. */
async function planOf(terraform: Terraform): Promise<Record<string, Change | undefined>> {
  await terraform.ok("plan", "-input=false", "-out=plan");
  const { resource_changes: changes } = JSON.parse(
    (await terraform.ok("show", "-json", "plan")).stdout,
  ) as { resource_changes: readonly { readonly type: string; readonly change: Change }[] };
  return Object.fromEntries(changes.map(({ type, change }) => [type, change]));
}
