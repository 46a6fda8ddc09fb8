import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { newMark, type Guardian } from "../../../guardian";
import type { Log } from "../../../log/log";
import type { RunCommand } from "./make-code";

/**
 * Runs commands as Terraform does: in the stack's folder, with the environment of the runner. What
 * they print is logged under the resource's address. They end with the runner at the latest.
 */
export function commandRunner(folder: string, guardian: Guardian, log: Log): RunCommand {
  return async (address, { program, args, folder: own, environment, shown }) => {
    const child = spawn(program, args, {
      cwd: path.resolve(folder, own),
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const guarded = child.pid === undefined ? [] : [{ processGroup: child.pid, mark: newMark() }];
    guarded.forEach((one) => guardian.watch(one));
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on("line", (line) => log.write(address, `${line}\n`));
    }
    const status = await new Promise<string>((resolve) => {
      child.once("error", ({ message }) => resolve(message));
      child.once("close", (code, signal) => resolve(`exit status ${signal ?? code}`));
    });
    guarded.forEach((one) => guardian.forget(one));
    if (status !== "exit status 0") {
      throw new Error(`${address}: the command ${JSON.stringify(shown)} failed: ${status}`);
    }
  };
}
