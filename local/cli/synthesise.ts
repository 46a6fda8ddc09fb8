import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { Guardian, newMark } from "../guardian";

/**
 * Runs the app of cdktf.json by itself: its JSON needs neither Terraform nor the CDKTF CLI.
 * @param environment Terraform workspace that the app synthesises for; undefined for all of them
 */
export async function synthesise(
  environment: string | undefined,
  stop: AbortSignal,
): Promise<void> {
  stop.throwIfAborted();
  const { app } = JSON.parse(readFileSync("cdktf.json", "utf8")) as { app: string };
  process.stderr.write(`Synthesising ${environment ?? "every environment"} (${app}) ...\n`);
  const guardian = new Guardian();
  try {
    await run(app, environment, { guardian, stop });
  } finally {
    await guardian.close();
  }
}

function run(
  app: string,
  environment: string | undefined,
  { guardian, stop }: { readonly guardian: Guardian; readonly stop: AbortSignal },
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const mark = newMark();
    const child = spawn(app, {
      shell: true,
      // A group of its own: the shell wouldn't pass a signal on to what it runs.
      detached: true,
      stdio: ["ignore", process.stderr, process.stderr],
      env: { ...process.env, TF_WORKSPACE: environment, LOCAL_SYNTHESIS: mark },
    });
    const guarded = child.pid === undefined ? undefined : { processGroup: child.pid, mark };
    if (guarded) {
      guardian.watch(guarded);
    }
    const end = (): void => endGroup(child.pid);
    stop.addEventListener("abort", end);
    child.once("error", reject);
    child.once("exit", (status, signal) => {
      stop.removeEventListener("abort", end);
      // What an app leaves running on purpose, such as a bundler's server, goes on.
      if (guarded && !stop.aborted) {
        guardian.forget(guarded);
      }
      if (status === 0) {
        resolve();
      } else {
        reject(new Error(`The synthesis failed with ${signal ?? `exit status ${status}`}.`));
      }
    });
  });
}

function endGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) {
      process.kill(-leader, "SIGTERM");
    }
  } catch {
    // It ended by itself meanwhile.
  }
}
