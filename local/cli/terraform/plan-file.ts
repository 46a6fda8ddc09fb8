import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Guardian } from "../../guardian";
import { runQuietly, terraformCommand } from "./terraform-command";
import type { CommandOptions } from "./terraform-command";

/**
 * Lets a plan be written to a file that only the user can read, and that is removed afterwards, also
 * if this process is killed: plans have secrets in plain text.
 */
export async function withPlanFile<T>(use: (file: string) => Promise<T>): Promise<T> {
  const guardian = new Guardian();
  try {
    const file = path.join(guardian.folder, "plan");
    createPlanFile(file);
    return await use(file);
  } finally {
    await guardian.close();
  }
}

/** An empty file that only the user can read. Terraform keeps the mode of a file that exists. */
export function createPlanFile(file: string): void {
  writeFileSync(file, "", { mode: 0o600 });
}

/** Whether Terraform wrote a plan: it may do so even if planning fails. */
export function hasPlan(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** What `terraform show -json` prints about a plan. It only ever is in memory. */
export async function planJson(file: string, options: CommandOptions): Promise<string> {
  const terraform = terraformCommand();
  const { status, stdout, stderr } = await runQuietly(terraform, ["show", "-json", file], options);
  options.stop.throwIfAborted();
  if (status !== 0) {
    throw new Error(`${terraform} show failed: ${errorsIn(stderr)}`);
  }
  return stdout;
}

/** The titles of Terraform's errors. Their texts can quote values. */
export function errorsIn(output: string): string {
  const titles = output.match(/(?<=Error: ).*/g) ?? [];
  return titles.length > 0 ? titles.join("; ") : "no error was printed";
}
