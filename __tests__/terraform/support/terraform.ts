import { readFileSync } from "node:fs";
import path from "node:path";
import { Env } from "./cloud";
import { Finished, run, runOk } from "./run";

/** A change that a plan holds. */
export interface PlannedChange {
  readonly address: string;
  readonly actions: readonly string[];
}

/** Terraform in one stack's folder and workspace. */
export interface Terraform {
  run(...args: string[]): Promise<Finished>;
  /** As `run`, and throws with the output unless it succeeds. */
  ok(...args: string[]): Promise<Finished>;
  apply(): Promise<Finished>;
  /** The changes that a plan would make, those of outputs left out. */
  plan(): Promise<readonly PlannedChange[]>;
  /** Addresses of the managed resources in the state. */
  resources(): Promise<readonly string[]>;
}

export function terraformIn(cwd: string, env: Env): Terraform {
  const options = { cwd, env };
  const ok = (...args: string[]) => runOk("terraform", args, options);
  return {
    run: (...args) => run("terraform", args, options),
    ok,
    apply: () => ok("apply", "-auto-approve", "-input=false"),
    plan: async () => {
      await ok("plan", "-input=false", "-out=tfplan");
      return changesOf((await ok("show", "-json", "tfplan")).stdout);
    },
    resources: async () => {
      const addresses = (await ok("state", "list")).stdout.trim().split("\n");
      return addresses.filter((address) => address !== "" && !address.startsWith("data."));
    },
  };
}

interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

function changesOf(json: string): readonly PlannedChange[] {
  const { resource_changes: changes = [] } = JSON.parse(json) as PlanJson;
  return changes
    .map(({ address, change }) => ({ address, actions: change.actions }))
    .filter(({ actions }) => !["no-op", "read"].includes(actions.join()));
}

/** The synthesised Terraform of a stack. */
export const synthesised = (folder: string) =>
  readFileSync(path.join(folder, "cdk.tf.json"), "utf8");
