import { spawnSync } from "node:child_process";
import path from "node:path";

/**
 * A PATH with the programs of pyenv's versions in place of its shims, each of which is a shell
 * script that looks for its program: that takes longer than to start Python itself.
 */
export function pathWithoutShims(current: string): string {
  const root = pyenv("root", current);
  const versions = pyenv("prefix", current)
    .split(":")
    .filter((prefix) => path.dirname(prefix) === path.join(root, "versions"))
    .map((prefix) => path.join(prefix, "bin"));
  const shims = path.join(root, "shims");
  return current
    .split(path.delimiter)
    .flatMap((folder) => (folder === shims && versions.length > 0 ? versions : [folder]))
    .join(path.delimiter);
}

/** @returns an empty text without pyenv */
function pyenv(command: string, PATH: string): string {
  const env = { ...process.env, PATH };
  const { status, stdout } = spawnSync("pyenv", [command], { env, encoding: "utf8" });
  return status === 0 ? stdout.trim() : "";
}
