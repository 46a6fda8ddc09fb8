import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import type { ExitStatus } from "./function-errors";
import type { Guarded, Guardian } from "../../guardian";
import { containerStatus } from "../container/container-status";
import { residentMemory } from "./memory-meter";
import { killMarked } from "./marked-processes";

/** The command that runs a sandbox. */
export interface SandboxCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Part of the log stream's name, and so of the environment. */
  readonly mark: string;
  readonly memoryMegabytes: number;
  /** Undefined for a process on this machine. */
  readonly container: { remove(): Promise<void> } | undefined;
}

/** The two pipes between the runner and its own clients. */
export interface ClientPipes {
  readonly events: Socket;
  readonly replies: Socket;
}

/** How long to wait for the last output of an ended process. */
const OUTPUT_GRACE_MS = 500;

/** The processes of one sandbox: its own process group, and whatever the handler starts. */
export class SandboxProcess {
  readonly pid: number | undefined;
  readonly output: readonly Readable[];
  /** File descriptors 3 and 4 of the process: our own clients read events and write replies. */
  readonly pipes: ClientPipes;
  /** Resolves when the main process has ended and its output is read. */
  readonly ended: Promise<ExitStatus>;
  private running = true;
  private isOverMemory = false;
  private guarded: Guarded | undefined;
  private readonly child: ChildProcess;

  constructor(
    private readonly command: SandboxCommand,
    private readonly guardian: Guardian,
  ) {
    this.child = spawn(command.command, command.args, {
      cwd: command.folder,
      env: command.environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
    });
    this.pid = this.child.pid;
    this.output = [this.child.stdout, this.child.stderr].filter((stream) => stream !== null);
    const [events, replies] = this.child.stdio.slice(3) as [Socket, Socket];
    this.pipes = { events, replies };
    if (this.pid !== undefined) {
      this.guarded = { processGroup: this.pid, mark: command.mark };
      guardian.watch(this.guarded);
    }
    this.ended = this.waitForEnd();
  }

  get isRunning(): boolean {
    return this.running && this.pid !== undefined;
  }

  /** Kills every process of the sandbox, including those that left its process group. */
  async kill(): Promise<void> {
    if (this.running) {
      this.killGroup();
      // It isn't a process of the group: an engine may run it for another user.
      await this.command.container?.remove();
    }
    await killMarked(this.command.mark);
    await this.ended;
    if (this.guarded) {
      this.guardian.forget(this.guarded);
    }
    this.guarded = undefined;
  }

  /** Kills the sandbox if it uses more memory than its function has, as Lambda does. */
  endOverMemory(): void {
    const limit = this.command.memoryMegabytes * 1024;
    if (this.running && residentMemory(this.pid) > limit) {
      this.isOverMemory = true;
      this.killGroup();
    }
  }

  private async waitForEnd(): Promise<ExitStatus> {
    const closed = new Promise((resolve) => this.child.once("close", resolve));
    const status = await new Promise<ExitStatus>((resolve) => {
      this.child.once("error", ({ message }) => resolve({ kind: "not started", reason: message }));
      this.child.once("exit", (code, signal) =>
        resolve(signal ? this.killedBy(signal) : this.exitStatus(code ?? 0)),
      );
    });
    // Processes that the handler left running would hold the pipes open.
    this.killGroup();
    this.running = false;
    const grace = setTimeout(
      () => this.child.stdio.forEach((stream) => stream?.destroy()),
      OUTPUT_GRACE_MS,
    );
    await Promise.race([
      closed,
      new Promise((resolve) => setTimeout(resolve, 2 * OUTPUT_GRACE_MS).unref()),
    ]);
    clearTimeout(grace);
    return status;
  }

  private killedBy(signal: NodeJS.Signals): ExitStatus {
    return this.isOverMemory ? { kind: "over memory" } : { kind: "signal", signal };
  }

  private exitStatus(code: number): ExitStatus {
    return this.command.container ? containerStatus(code) : { kind: "code", code };
  }

  private killGroup(): void {
    if (this.pid === undefined) {
      return;
    }
    try {
      process.kill(-this.pid, "SIGKILL");
    } catch {
      // The group is empty.
    }
  }
}
