import { spawnSync } from "node:child_process";
import path from "node:path";

/**
 * Absolute paths of the files and folders below a folder that git ignores; empty without git. A
 * folder that git ignores as a whole is one path.
 * @see https://git-scm.com/docs/git-ls-files
 */
export function gitIgnored(folder: string): string[] {
  const options = ["--others", "--ignored", "--exclude-standard", "--directory"];
  const { status, stdout } = spawnSync("git", ["ls-files", ...options, "-z"], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  if (status !== 0) {
    return [];
  }
  return stdout
    .split("\0")
    .filter((name) => name !== "")
    .map((name) => path.resolve(folder, name));
}
