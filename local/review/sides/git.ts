import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const NO_SUCH_REF = 1;
const OF_A_HOOK = /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR)$/;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** A git repository, and where a project is in it. */
export class GitProject {
  /** @param project folder of the project */
  constructor(private readonly project: string) {}

  /**
   * The commit that a branch, a tag or a hash names; undefined if it names none.
   * @throws Error if git can't look, as outside of a repository
   */
  async commitOf(ref: string): Promise<string | undefined> {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
    try {
      return (await this.git(args)).trim();
    } catch (error) {
      const { code, stderr, message } = error as Error & { code?: unknown; stderr?: string };
      if (code === NO_SUCH_REF) {
        return undefined;
      }
      const reason = stderr?.trim() || message;
      throw new Error(
        `${JSON.stringify(ref)} is not a folder of stacks, and git can't look for a commit: ${reason}`,
        { cause: error },
      );
    }
  }

  /**
   * Writes the files of a commit to a folder, and nothing to the repository: unlike a worktree, it
   * leaves no trace there even if it is killed.
   * @returns the project's folder in it
   */
  async checkOut(commit: string, folder: string): Promise<string> {
    const files = path.join(folder, "files");
    mkdirSync(files, { recursive: true });
    const index = { GIT_INDEX_FILE: path.join(folder, "index") };
    const prefix = (await this.git(["rev-parse", "--show-prefix"])).trim();
    await this.git(["read-tree", commit], index);
    // In a subfolder of the repository, checkout-index would write only that subfolder's files.
    const root = (await this.git(["rev-parse", "--show-toplevel"])).trim();
    await this.git(["checkout-index", "--all", `--prefix=${files}/`], index, root);
    return path.join(files, prefix);
  }

  private async git(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    cwd = this.project,
  ): Promise<string> {
    // A hook's variables would make git take the project's folder for the repository's.
    const outside = Object.entries(process.env).filter(([name]) => !OF_A_HOOK.test(name));
    const env = { ...Object.fromEntries(outside), ...environment };
    const { stdout } = await run("git", [...args], { cwd, env, maxBuffer: MAX_OUTPUT_BYTES });
    return stdout;
  }
}
