import { ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Holds what must not outlive the runner: the process groups of the sandboxes and one temporary
 * folder. A small shell outside the runner's own process group waits for the end of its standard
 * input, which comes even when the runner is killed, and then ends and removes what is left.
 * Where the system can, it also keeps the sandboxes from interrupting the runner.
 */
export class Guardian {
  readonly folder = mkdtempSync(path.join(tmpdir(), "local-lambda-"));
  private readonly shell: ChildProcess;

  constructor() {
    this.shell = spawn("/bin/sh", ["-c", WATCH, "local-lambda-guardian", this.folder], {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
      env: { PATH: process.env.PATH },
    });
    // The runner must be able to end while the shell still waits for just that.
    this.shell.unref();
    (this.shell.stdin as unknown as { unref(): void }).unref();
    // Killed from outside, it can't be told anything any more; the runner's own close remains.
    this.shell.on("error", () => undefined);
    this.shell.stdin?.on("error", () => undefined);
  }

  watch(processGroup: number): void {
    this.shell.stdin?.write(`+ ${processGroup}\n`);
  }

  forget(processGroup: number): void {
    this.shell.stdin?.write(`- ${processGroup}\n`);
  }

  /** Ends the shell and removes the folder; the sandboxes are ended by then. */
  async close(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    if (this.shell.exitCode !== null || this.shell.signalCode !== null) return;
    const exited = new Promise((resolve) => this.shell.once("exit", resolve));
    this.shell.ref();
    this.shell.stdin?.end();
    await exited;
  }
}

/**
 * Linux lets a process that an event wakes take the core of whoever runs there, so that each event
 * would interrupt the runner that sends it. Processes of its batch policy wait for a free core.
 */
const WATCH = `
groups=" "
while read -r verb group; do
  case $verb in
    +) groups="$groups$group "; chrt -b -p 0 "$group" ;;
    -) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -KILL "-$group"; done
rm -rf "$1"
`;
