import { cpSync } from "node:fs";
import path from "node:path";
import type { Cloud } from "./cloud";
import { terraformIn } from "./terraform";

/** A stack of HCL with local modules. */
export const MODULES = path.join(__dirname, "../../stacks/local-modules");

/** The JSON of its plan before and after it is applied, and of its state, by name. */
export async function modulePlans(cloud: Cloud): Promise<Record<string, string>> {
  const folder = cloud.newFolder("modules");
  cpSync(MODULES, folder, { recursive: true });
  const terraform = terraformIn(folder, await cloud.envIn(folder));
  const plan = async () => {
    await terraform.ok("plan", "-input=false", "-out=plan");
    return shortened((await terraform.ok("show", "-json", "plan")).stdout);
  };

  await terraform.ok("init", "-input=false");
  const created = await plan();
  await terraform.ok("apply", "-input=false", "plan");
  const deployed = await plan();
  const state = (await terraform.ok("show", "-json")).stdout;
  return { "modules-new": created, "modules-deployed": deployed, "modules-state": state };
}

const NOT_READ = {
  planned_values: undefined,
  relevant_attributes: undefined,
  resource_drift: undefined,
};

/** Without what isn't read, which is most of it. */
function shortened(plan: string): string {
  return JSON.stringify({ ...(JSON.parse(plan) as object), ...NOT_READ });
}
