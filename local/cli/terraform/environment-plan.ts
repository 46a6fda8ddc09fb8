import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { VariableArgument } from "../../terraform";
import { variableFilesOf } from "../../terraform";
import { errorsIn, hasPlan, planJson, withPlanFile } from "./plan-file";
import type { CdktfProject } from "../project/cdktf-project";
import { readCdktfProject } from "../project/cdktf-project";
import { stacksOf } from "../project/stacks-of";
import { synthesise } from "../synthesis/synthesise";
import { runQuietly, terraformCommand } from "./terraform-command";
import type { CommandOptions } from "./terraform-command";

interface EnvironmentPlan {
  /** What `terraform show -json` prints. */
  readonly text: string;
  /** Why planning failed, if it did: the plan isn't complete. */
  readonly failure: string | undefined;
}

/**
 * Synthesises an environment and plans it. Nothing is changed but the working folder of Terraform.
 * @throws Error if that fails before there is a plan
 */
export async function planEnvironment(
  environment: string,
  variables: readonly VariableArgument[],
  stop: AbortSignal,
): Promise<EnvironmentPlan> {
  const project = readCdktfProject(".");
  await synthesise(project, environment, stop);
  const cwd = stackFolder(project, environment);
  const env = { ...process.env, TF_WORKSPACE: environment, TF_IN_AUTOMATION: "1" };
  const options: CommandOptions = { cwd, env, stop };
  await terraform(environment, ["init", "-input=false"], options);
  return withPlanFile(async (file) => {
    const failure = await planTo(file, environment, variables, options);
    return { text: await planJson(file, options), failure };
  });
}

/** @returns why the plan is not complete, if it isn't */
async function planTo(
  file: string,
  environment: string,
  variables: readonly VariableArgument[],
  options: CommandOptions,
): Promise<string | undefined> {
  // The CDKTF CLI passes the project's files, too.
  const files = variableFilesOf(process.cwd()).map((name) => `-var-file=${name}`);
  const given = variables.map((one) =>
    "file" in one ? `-var-file=${path.resolve(one.file)}` : `-var=${one.name}=${one.text}`,
  );
  const args = ["plan", "-input=false", `-out=${file}`, ...files, ...given];
  try {
    await terraform(environment, args, options);
    return undefined;
  } catch (error) {
    if (options.stop.aborted || !hasPlan(file)) {
      throw error;
    }
    return (error as Error).message;
  }
}

async function terraform(
  environment: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<void> {
  const command = terraformCommand();
  const { status, stderr } = await runQuietly(command, args, options);
  options.stop.throwIfAborted();
  if (status !== 0) {
    throw new Error(
      `${command} ${args[0]} failed: ${errorsIn(stripVTControlCharacters(stderr))}. To see all of it: TF_WORKSPACE=${environment} npx cdktf diff`,
    );
  }
}

/** The folder of the environment's stack in the folder that the app just wrote. */
function stackFolder(project: CdktfProject, environment: string): string {
  const stacks = stacksOf(project);
  const found = stacks.find(({ name }) => name === environment);
  if (!found) {
    const names = stacks.map(({ name }) => name).join(", ");
    throw new Error(`${project.output} has no stack ${environment}; it has: ${names || "none"}.`);
  }
  return found.folder;
}
