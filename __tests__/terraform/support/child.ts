import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** Ends a child process, unless it has ended or was never started. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  child.kill(signal);
  await once(child, "exit");
}
