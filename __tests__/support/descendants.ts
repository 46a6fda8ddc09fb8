import { spawnSync } from "node:child_process";

/** The processes below one, at this moment. */
export function descendants(root: number): number[] {
  const { stdout, error } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  if (error) {
    throw error;
  }
  const all = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const tree = [root];
  for (const parent of tree) {
    tree.push(...all.filter(([, ppid]) => ppid === parent).map(([pid = 0]) => pid));
  }
  return tree.slice(1);
}
