import { spawn } from "node:child_process";
import { once } from "node:events";
import { treeMemory } from "./runner/process-tree";

test("a process's memory is counted with that of the processes below it", async () => {
  const parent = spawn("/bin/sh", ["-c", "sleep 60 & echo $!; wait"]);
  const [child] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(child.toString());

  const [tree, below] = [treeMemory(parent.pid ?? 0), treeMemory(pid)];
  process.kill(pid);
  parent.kill();

  expect(below.rss).toBeGreaterThan(0);
  expect(tree.rss).toBeGreaterThan(below.rss);
});
