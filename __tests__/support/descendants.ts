import { spawnSync } from "node:child_process";

/**
 * The processes below one, at this moment.
 *
 * @param command text that their command lines contain. @default all processes
 */
export function descendants(root: number, command = ""): number[] {
  const columns = "pid=,ppid=,args=";
  const { stdout, error } = spawnSync("ps", ["-A", "-ww", "-o", columns], { encoding: "utf8" });
  if (error) {
    throw error;
  }
  const all = stdout
    .trim()
    .split("\n")
    .map((line) => {
      const [pid, ppid] = line.trim().split(/\s+/, 2).map(Number);
      return { pid: pid ?? 0, ppid, line };
    });
  const tree = all.filter(({ ppid }) => ppid === root);
  for (const { pid } of tree) {
    tree.push(...all.filter(({ ppid }) => ppid === pid));
  }
  return tree.filter(({ line }) => line.includes(command)).map(({ pid }) => pid);
}
