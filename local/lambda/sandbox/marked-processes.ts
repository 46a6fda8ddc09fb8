import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/**
 * Ends the processes that a handler put outside its process group (daemons), found by a value in
 * the environment that they inherited. Only Linux shows it; elsewhere just the group is ended.
 * @param processes the folder where Linux shows processes
 */
export async function killMarked(mark: string, processes = "/proc"): Promise<void> {
  const names = await readdir(processes).catch(() => []);
  const ids = names.filter((name) => /^\d+$/.test(name));
  await Promise.all(
    ids.map(async (id) => {
      const file = path.join(processes, id, "environ");
      // Other users' processes, and those that just ended, can't be read.
      const environment = await readFile(file, "latin1").catch(() => "");
      if (environment.includes(mark)) {
        killQuietly(Number(id));
      }
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
