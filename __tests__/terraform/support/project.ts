import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { checkOut } from "../../support/checkout";
import { LOADER } from "../../support/run-command";
import type { Cloud, Env } from "./cloud";
import type { Finished } from "./run";
import { runOk } from "./run";
import type { Terraform } from "./terraform";
import { terraformIn } from "./terraform";

/** A copy of this project, in which code may be edited and state be kept. */
export interface Project {
  readonly folder: string;
  /** Synthesises the app as `cdktf synth` does: the workspace's environment, or all of them. */
  synth(workspace?: string, env?: Env): Promise<Finished>;
  /** Synthesises an environment and makes its folder ready for Terraform. */
  init(environment: string): Promise<Terraform>;
  /** Terraform in an environment's folder, in a workspace that may be another's. */
  terraform(environment: string, workspace?: string): Terraform;
  stackFolder(environment: string): string;
  /** Replaces a text that the file must hold. */
  edit(file: string, from: string, to: string): void;
  /**
   * Runs the CDKTF CLI; throws with its output unless it succeeds.
   * @param providers environment variables that make Terraform use running providers; by default, it
   * starts them, as for a user
   */
  cdktf(workspace: string, args: readonly string[], providers?: Env): Promise<Finished>;
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
  const stackFolder = (environment: string) => path.join(folder, "cdktf.out/stacks", environment);
  const terraform = (environment: string, workspace?: string) =>
    terraformIn(stackFolder(environment), env(workspace));
  const synth = (workspace?: string, additional: Env = {}) =>
    runOk(process.execPath, ["--require", LOADER, options.app ?? "main.ts"], {
      cwd: folder,
      env: { ...env(workspace), ...additional },
    });

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
    cdktf: (workspace, args, providers = { TF_REATTACH_PROVIDERS: undefined }) =>
      runOk("node_modules/.bin/cdktf", args, {
        cwd: folder,
        env: { ...env(workspace), ...providers },
      }),
  };
}
