import { spawnSync } from "node:child_process";
import path from "node:path";

/** Each ignored file may be listed, in folders that have tracked ones too. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

const OUTSIDE = "not a git repository";

/**
 * Absolute paths of the files and folders below a folder that git ignores; empty without git, or
 * outside a repository. A folder that git ignores as a whole is one path.
 * @throws Error if git can't list them
 * @see https://git-scm.com/docs/git-ls-files
 */
export function gitIgnored(folder: string): string[] {
  const options = ["--others", "--ignored", "--exclude-standard", "--directory"];
  const { status, stdout, stderr, error } = spawnSync("git", ["ls-files", ...options, "-z"], {
    cwd: folder,
    encoding: "utf8",
    // Its messages aren't translated.
    env: { ...process.env, LC_ALL: "C" },
    maxBuffer: MAX_OUTPUT_BYTES,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const isMissing = (error as NodeJS.ErrnoException | undefined)?.code === "ENOENT";
  if (isMissing || (!error && stderr.includes(OUTSIDE))) {
    return [];
  }
  if (error || status !== 0) {
    throw new Error(`git can't list the ignored files: ${error?.message ?? stderr.trim()}`);
  }
  return stdout
    .split("\0")
    .filter((name) => name !== "")
    .map((name) => path.resolve(folder, name));
}
