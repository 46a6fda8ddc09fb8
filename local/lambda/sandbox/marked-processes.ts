import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** A look at all processes that hasn't begun. */
interface Search {
  readonly marks: string[];
  readonly done: Promise<void>;
}

let next: Search | undefined;
let last = Promise.resolve();

/**
 * Kills the processes that a handler moved out of its process group (daemons). They are found by a
 * value in their inherited environment, which only Linux shows. Looking at all processes takes
 * long on a busy machine, and sandboxes often end together: they share the next search.
 */
export function killMarked(mark: string): Promise<void> {
  next ??= searchAfter(last);
  next.marks.push(mark);
  return next.done;
}

function searchAfter(previous: Promise<void>): Search {
  const marks: string[] = [];
  const done = previous.then(() => {
    // From here on, a process of another sandbox may be missed.
    next = undefined;
    return killAllMarked(marks);
  });
  last = done;
  return { marks, done };
}

async function killAllMarked(marks: readonly string[]): Promise<void> {
  const names = await readdir("/proc").catch(() => []);
  const ids = names.filter((name) => /^\d+$/.test(name));
  await Promise.all(
    ids.map(async (id) => {
      const file = path.join("/proc", id, "environ");
      // Processes of other users, and those that have just ended, can't be read.
      const environment = await readFile(file, "latin1").catch(() => "");
      if (marks.some((mark) => environment.includes(mark))) {
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
