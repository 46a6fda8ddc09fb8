import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Memory of a process and all below it. */
export interface TreeMemory {
  /** Sum of the resident sets, in MB: pages that processes share count once for each. */
  readonly rss: number;
  /** Shared pages divided among those who share them, in MB; only Linux tells it. */
  readonly pss: number | undefined;
}

export function treeMemory(root: number): TreeMemory {
  const all = processes();
  const tree = [root];
  for (const parent of tree) {
    tree.push(...all.filter(({ ppid }) => ppid === parent).map(({ pid }) => pid));
  }
  const resident = all.filter(({ pid }) => tree.includes(pid)).map(({ rss }) => rss);
  const shares = tree.map(proportionalKilobytes);
  return {
    rss: megabytes(resident),
    pss: shares.every((share) => share !== undefined) ? megabytes(shares) : undefined,
  };
}

function processes(): { pid: number; ppid: number; rss: number }[] {
  const { stdout, error } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" });
  if (error) {
    throw error;
  }
  return stdout
    .trim()
    .split("\n")
    .map((line) => {
      const [pid = 0, ppid = 0, rss = 0] = line.trim().split(/\s+/).map(Number);
      return { pid, ppid, rss };
    });
}

function proportionalKilobytes(pid: number): number | undefined {
  try {
    const found = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"));
    return found ? Number(found[1]) : undefined;
  } catch {
    return undefined;
  }
}

function megabytes(kilobytes: readonly number[]): number {
  return kilobytes.reduce((sum, value) => sum + value, 0) / 1024;
}
