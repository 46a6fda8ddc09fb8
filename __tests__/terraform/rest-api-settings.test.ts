import { TerraformStack } from "cdktf";
import { HttpIntegration, RestApi, RestApiProps } from "../../constructs";
import { describeWithTerraform } from "./support/cloud";
import { synthStack } from "./support/stack";
import { Terraform } from "./support/terraform";

function apiWith(props: Partial<RestApiProps>): (stack: TerraformStack) => void {
  return (stack) => {
    const api = new RestApi(stack, "Api", { stageName: "v1", loggingLevel: "OFF", ...props });
    api.root.addMethod("GET", new HttpIntegration("https://example.com/"));
  };
}

describeWithTerraform("a REST API whose settings are taken away", (cloud) => {
  // The provider keeps what it computes too and what is no longer said.
  test("loses them by the next plan, and is deployed anew", async () => {
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
