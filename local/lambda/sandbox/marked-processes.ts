import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/**
 * Kills the processes that a handler moved out of its process group (daemons). They are found by a
 * value in their inherited environment, which only Linux shows.
 * @param processes the folder in which Linux lists processes
 */
export async function killMarked(mark: string, processes = "/proc"): Promise<void> {
  const names = await readdir(processes).catch(() => []);
  const ids = names.filter((name) => /^\d+$/.test(name));
  await Promise.all(
    ids.map(async (id) => {
      const file = path.join(processes, id, "environ");
      // Processes of other users, and those that have just ended, can't be read.
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
    // It has ended in the meantime.
  }
}
