import type { TerraformStack } from "cdktf";
import { TerraformOutput } from "cdktf";

/**
 * The environments to synthesise: that of the selected workspace, or all if no workspace is selected.
 * In that case the guard fails every plan before anything changes.
 * @throws if the workspace isn't one of the known environments
 */
export function selectEnvironments<Name extends string>(
  known: readonly Name[],
  workspace: string | undefined,
): readonly Name[] {
  if (!workspace) {
    return known;
  }
  const selected = known.filter((name) => name === workspace);
  if (selected.length === 0) {
    throw new Error(
      `TF_WORKSPACE is ${JSON.stringify(workspace)}, which is not an environment of this app; ` +
        `allowed: ${known.join(", ")}. Run for example: TF_WORKSPACE=${known[0]} npx cdktf diff`,
    );
  }
  return selected;
}

/**
 * Makes a plan fail, before anything changes, if the selected Terraform workspace is not the
 * environment that the stack was synthesised for. The output also shows the environment.
 * @see https://developer.hashicorp.com/terraform/language/expressions/custom-conditions
 */
export function guardWorkspace(stack: TerraformStack, environment: string): void {
  const output = new TerraformOutput(stack, "environment", {
    value: environment,
    description: "The environment, which is also the Terraform workspace",
  });
  // CDKTF 0.21 accepts a `precondition` prop, but doesn't synthesise it.
  output.addOverride("precondition", {
    condition: `\${terraform.workspace == "${environment}"}`,
    error_message:
      `This stack is the environment "${environment}", but the selected Terraform workspace is ` +
      `"\${terraform.workspace}". Nothing was changed. ` +
      `Run: TF_WORKSPACE=${environment} npx cdktf deploy`,
  });
}
