import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { checkOut } from "../../support/checkout";
import { LOADER } from "../../support/run-command";
import type { Cloud, Env } from "./cloud";
import { runOk } from "./run";
import type { Terraform } from "./terraform";
import { terraformIn } from "./terraform";
import { noteTypesIn } from "./types-in-use";

const STACKS = "cdktf.out/stacks";

/** A copy of this project, in which code may be edited and state be kept. */
export interface Project {
  readonly folder: string;
  /** Synthesises the app as `cdktf synth` does: the workspace's environment, or all of them. */
  synth(workspace?: string, env?: Env): Promise<void>;
  /** Synthesises an environment and makes its folder ready for Terraform. */
  init(environment: string): Promise<Terraform>;
  /** Terraform in an environment's folder, in a workspace that may be another's. */
  terraform(environment: string, workspace?: string): Terraform;
  stackFolder(environment: string): string;
  /** Replaces a text that the file must hold. */
  edit(file: string, from: string, to: string): void;
}

export interface ProjectOptions {
  /** @default "main.ts" */
  readonly app?: string;
  /** Further environment variables. */
  readonly env?: Env;
}

export function copyProject(cloud: Cloud, options: ProjectOptions = {}): Project {
  const folder = cloud.newFolder("project");
  checkOut(folder);

  const env = (workspace: string | undefined) => ({
    ...cloud.env,
    ...options.env,
    TF_WORKSPACE: workspace,
  });
  const stackFolder = (environment: string) => path.join(folder, STACKS, environment);
  const terraform = (environment: string, workspace?: string) =>
    terraformIn(stackFolder(environment), env(workspace));
  const synth = async (workspace?: string, additional: Env = {}) => {
    const app = options.app ?? "main.ts";
    await runOk(process.execPath, ["--require", LOADER, app], {
      cwd: folder,
      env: { ...env(workspace), ...additional },
    });
    noteTypesIn(path.join(folder, STACKS));
  };

  return {
    folder,
    stackFolder,
    terraform,
    synth,
    init: async (environment) => {
      await synth(environment);
      const stack = terraform(environment, environment);
      await stack.ok("init", "-input=false");
      return stack;
    },
    edit: (file, from, to) => {
      const name = path.join(folder, file);
      const text = readFileSync(name, "utf8");
      if (!text.includes(from)) {
        throw new Error(`${file} does not hold ${JSON.stringify(from)}`);
      }
      writeFileSync(name, text.replace(from, to));
    },
  };
}
