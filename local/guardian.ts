import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A process that leads its own process group. */
export interface Guarded {
  readonly processGroup: number;
  /**
   * Part of the environment of these processes only. It finds those that have left the group, on
   * systems that show the environments of processes. Made by `newMark`.
   */
  readonly mark: string;
}

/** Prefix of the name of each runner's temporary folder. */
export const FOLDER_PREFIX = "local-lambda-";
const MARK_LENGTH = 32;

export function newMark(): string {
  return randomBytes(MARK_LENGTH / 2).toString("hex");
}

/**
 * Owns what must not outlive the runner: process groups and one temporary folder. A small shell
 * outside the runner's process group waits for the end of its standard input, which comes even when
 * the runner is killed. It then ends the processes and removes the folder. Where the system allows
 * it, the shell also keeps the sandboxes from interrupting the runner.
 */
export class Guardian {
  readonly folder = mkdtempSync(path.join(tmpdir(), FOLDER_PREFIX));
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
    // If the shell was killed, writing to it fails; close() still cleans up.
    this.shell.on("error", () => undefined);
    this.shell.stdin?.on("error", () => undefined);
  }

  watch({ processGroup, mark }: Guarded): void {
    this.shell.stdin?.write(`+ ${processGroup} ${mark}\n`);
  }

  forget({ processGroup, mark }: Guarded): void {
    this.shell.stdin?.write(`- ${processGroup} ${mark}\n`);
  }

  /** Ends the shell and removes the folder. Call it after the sandboxes have ended. */
  async close(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    if (this.shell.exitCode !== null || this.shell.signalCode !== null) {
      return;
    }
    const exited = new Promise((resolve) => this.shell.once("exit", resolve));
    this.shell.ref();
    this.shell.stdin?.end();
    await exited;
  }
}

/**
 * On Linux, a process that wakes up may preempt the process that woke it, so each event would
 * interrupt the runner that sends it. Processes with the batch policy wait for a free core.
 */
const WATCH = `
guarded=" "
while read -r verb group mark; do
  case $verb in
    +) guarded="$guarded$group:$mark "; chrt -b -p 0 "$group" ;;
    -) guarded="\${guarded%% $group:$mark *} \${guarded#* $group:$mark }" ;;
  esac
done
marks=
for one in $guarded; do
  kill -KILL "-\${one%%:*}"
  # An empty one would be found everywhere.
  case \${one#*:} in ${"[0-9a-f]".repeat(MARK_LENGTH)}) marks="$marks -e \${one#*:}" ;; esac
done
if [ -n "$marks" ]; then
  for file in $(grep -lF $marks /proc/[0-9]*/environ); do
    process="\${file#/proc/}"
    kill -KILL "\${process%/environ}"
  done
fi
# The runner has removed it, unless it was killed.
[ ! -d "$1" ] || rm -rf "$1"
`;
