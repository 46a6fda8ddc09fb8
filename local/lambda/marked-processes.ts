import { readdir, readFile } from "node:fs/promises";

/**
 * Ends the processes that a handler put outside its process group (daemons), found by a value in
 * the environment that they inherited. Only Linux shows it; elsewhere just the group is ended.
 */
export async function killMarked(mark: string): Promise<void> {
  if (process.platform !== "linux") return;
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  await Promise.all(
    ids.map(async (id) => {
      // Other users' processes, and those that just ended, can't be read.
      const environment = await readFile(`/proc/${id}/environ`, "latin1").catch(() => "");
      if (environment.includes(mark)) killQuietly(Number(id));
    }),
  );
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself meanwhile.
  }
}
