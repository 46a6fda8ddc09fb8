import path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, LocalBackend, TerraformStack } from "cdktf";
import type { Env } from "./cloud";
import type { Terraform } from "./terraform";
import { terraformIn } from "./terraform";

/** Synthesises a stack into the folder, over what was there, with its state beside it. */
export function synthStack(
  folder: string,
  env: Env,
  build: (stack: TerraformStack) => void,
): Terraform {
  const app = new App({ outdir: folder });
  const stack = new TerraformStack(app, "stack");
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  new LocalBackend(stack, { path: "terraform.tfstate" });
  build(stack);
  app.synth();
  return terraformIn(path.join(folder, "stacks/stack"), env);
}
