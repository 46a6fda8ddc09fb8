import { cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readStack } from "../../../local/terraform";
import type { Cloud, Env } from "../support/cloud";
import { terraformIn } from "../support/terraform";
import { addObservers } from "./observers";
import type { PlanJson } from "./plan-json";

const PLAN = "plan.json";

/** Plans stacks one after the other in one folder, where the providers run. */
export class Planner {
  private constructor(
    readonly folder: string,
    private readonly env: Env,
  ) {}

  static async start({ newFolder, envIn }: Cloud): Promise<Planner> {
    const folder = newFolder("planned");
    return new Planner(folder, await envIn(folder));
  }

  /** What `terraform show -json` printed about the last plan. */
  get file(): string {
    return path.join(this.folder, PLAN);
  }

  /** Terraform's plan of a copy of the stack, which stays in the folder until the next plan. */
  async plan(stack: string, environment: Env = {}): Promise<PlanJson> {
    for (const name of readdirSync(this.folder)) {
      rmSync(path.join(this.folder, name), { recursive: true });
    }
    cpSync(stack, this.folder, { recursive: true });
    addObservers(readStack(this.folder));
    const terraform = terraformIn(this.folder, { ...this.env, ...environment });
    await terraform.ok("init", "-input=false");
    await terraform.ok("plan", "-input=false", "-out=plan");
    // Only asks for schemas, of which a running provider gives less.
    const { stdout } = await terraformIn(this.folder, this.env).ok("show", "-json", "plan");
    writeFileSync(this.file, stdout);
    return JSON.parse(stdout) as PlanJson;
  }
}
