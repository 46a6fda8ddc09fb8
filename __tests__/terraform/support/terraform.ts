import type { Env } from "./cloud";
import type { Finished } from "./run";
import { run, runOk } from "./run";
import { noteTypesIn } from "./types-in-use";

/** A change that a plan holds. */
export interface PlannedChange {
  readonly address: string;
  readonly action: string;
}

/** Terraform in one stack's folder and workspace. */
export interface Terraform {
  run(...args: string[]): Promise<Finished>;
  /** As `run`, and throws with the output unless it succeeds. */
  ok(...args: string[]): Promise<Finished>;
  apply(): Promise<Finished>;
  /** What a plan would change, outputs (`output.<name>`) included, by address. */
  plan(...options: string[]): Promise<readonly PlannedChange[]>;
  /** Addresses of the managed resources in the state. */
  resources(): Promise<readonly string[]>;
}

export function terraformIn(cwd: string, env: Env): Terraform {
  const options = { cwd, env };
  const ok = (...args: string[]) => {
    noteTypesIn(cwd);
    return runOk("terraform", args, options);
  };
  return {
    run: (...args) => {
      noteTypesIn(cwd);
      return run("terraform", args, options);
    },
    ok,
    apply: () => ok("apply", "-auto-approve", "-input=false"),
    plan: async (...options) =>
      changesOf((await ok("plan", "-input=false", "-json", ...options)).stdout),
    resources: async () => {
      const addresses = (await ok("state", "list")).stdout.trim().split("\n");
      return addresses.filter((address) => address !== "" && !address.startsWith("data."));
    },
  };
}

/** A line of what `terraform plan -json` tells. */
interface Message {
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
  readonly outputs?: Readonly<Record<string, { readonly action: string }>>;
  readonly type: string;
}

function changesOf(lines: string): readonly PlannedChange[] {
  return lines
    .trim()
    .split("\n")
    .flatMap((line) => changesIn(JSON.parse(line) as Message))
    .filter(({ action }) => !["noop", "read"].includes(action))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

function changesIn({ type, change, outputs = {} }: Message): readonly PlannedChange[] {
  // Of what was found to be otherwise than in the state, "resource_drift" tells in the same form.
  if (type === "planned_change" && change) {
    return [{ address: change.resource.addr, action: change.action }];
  }
  return Object.entries(outputs).map(([name, { action }]) => ({
    address: `output.${name}`,
    action,
  }));
}
