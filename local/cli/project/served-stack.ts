import { realpathSync } from "node:fs";
import { findRunningRunner } from "../../lambda/invoke-api/running-runner";
import type { StackFolder } from "../../terraform";

/** Of some stacks, the one that the runner that was started in this folder serves, if one is up. */
export async function servedStack(
  stacks: readonly StackFolder[],
): Promise<StackFolder | undefined> {
  const runner = await findRunningRunner(process.cwd());
  const served = runner && realPath(runner.stackFolder);
  return stacks.find(({ folder }) => served !== undefined && realPath(folder) === served);
}

/** Undefined for a folder that is gone. */
function realPath(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch {
    return undefined;
  }
}
