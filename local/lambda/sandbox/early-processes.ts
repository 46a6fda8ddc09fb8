import { mkdirSync } from "node:fs";
import path from "node:path";
import type { PreparedFunction } from "../code/prepare-function";
import type { FunctionConfig } from "../config/function-config";
import type { SandboxProcess } from "./sandbox-process";

/** A process that waits for the next code of a function. */
interface Early {
  readonly process: SandboxProcess;
  /** The folder that the function's next files go to: the process's variables name it already. */
  readonly scratch: string;
  readonly config: FunctionConfig;
}

export interface EarlyProcessOptions {
  /** Starts a process that waits for code. */
  readonly start: (fn: PreparedFunction) => SandboxProcess;
  readonly newScratch: () => string;
}

/** A function's process starts after the response to the last request. */
const PREPARE_MILLISECONDS = 250;

/**
 * Processes for code that a developer has yet to save. Starting Node.js and loading the AWS SDK
 * takes longer than everything else between a saved handler and the next response.
 */
export class EarlyProcesses {
  /** By the function's name. */
  private readonly waiting = new Map<string, Early>();
  /** Those whose code is there or on its way, by `scratch`. */
  private readonly due = new Map<string, Early>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private isClosed = false;

  constructor(private readonly options: EarlyProcessOptions) {}

  /**
   * Prepares for the next code of a function.
   * @param packages files of the modules that its code has loaded from packages
   */
  prepare(fn: PreparedFunction, packages: readonly string[]): void {
    const { name } = fn.config;
    if (this.isClosed || this.waiting.has(name) || this.timers.has(name)) {
      return;
    }
    const start = (): void => {
      this.timers.delete(name);
      try {
        this.waiting.set(name, this.startOne(fn, packages));
      } catch {
        // Without it, the next code starts later: it says then what the system refuses.
      }
    };
    this.timers.set(name, setTimeout(start, PREPARE_MILLISECONDS).unref());
  }

  /** The folder for the files of a function that a process waits for; undefined if none does. */
  scratchFor(config: FunctionConfig): string | undefined {
    const early = this.waiting.get(config.name);
    this.waiting.delete(config.name);
    if (!early || !early.process.isRunning) {
      return undefined;
    }
    if (JSON.stringify(config) !== JSON.stringify(early.config)) {
      void early.process.kill();
      return undefined;
    }
    this.due.set(early.scratch, early);
    return early.scratch;
  }

  /** The process of a function whose files are in place. */
  take(scratch: string): SandboxProcess | undefined {
    const early = this.due.get(scratch);
    this.due.delete(scratch);
    if (!early?.process.isRunning) {
      return undefined;
    }
    early.process.pipes.events.write("\n");
    return early.process;
  }

  /** Ends the process of a folder that has not been taken. */
  async discard(scratch: string): Promise<void> {
    const early = this.due.get(scratch);
    this.due.delete(scratch);
    await early?.process.kill();
  }

  /** Ends the process that waits for the next code of a function. */
  async forget(name: string): Promise<void> {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
    const early = this.waiting.get(name);
    this.waiting.delete(name);
    await early?.process.kill();
  }

  /** Starts no other processes. */
  close(): void {
    this.isClosed = true;
    this.timers.forEach((timer) => clearTimeout(timer));
  }

  private startOne(fn: PreparedFunction, packages: readonly string[]): Early {
    const scratch = this.options.newScratch();
    const taskRoot = path.join(scratch, "task");
    mkdirSync(taskRoot, { recursive: true });
    const process = this.options.start({
      ...fn,
      scratch,
      taskRoot,
      opt: path.join(scratch, "opt"),
    });
    const { events, replies } = process.pipes;
    // It may end before it is needed.
    [events, replies].forEach((pipe) => pipe.on("error", () => undefined));
    events.write(`${JSON.stringify(packages)}\n`);
    return { process, scratch, config: fn.config };
  }
}

/** Whether a function's process can start without its files. */
export function canStartEarly({ config, identity }: PreparedFunction): boolean {
  const { NODE_OPTIONS, AWS_LAMBDA_EXEC_WRAPPER } = config.environment;
  return (
    identity !== undefined &&
    config.family === "nodejs" &&
    // These may name files of the function or its layers, or a port that only one process can have.
    NODE_OPTIONS === undefined &&
    AWS_LAMBDA_EXEC_WRAPPER === undefined
  );
}
