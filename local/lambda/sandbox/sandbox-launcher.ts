import path from "node:path";
import type { Log } from "../../log/log";
import type { Channel, ChannelListener } from "./channel";
import { FrameChannel } from "./frame-channel";
import type { Guardian } from "../../guardian";
import { newMark } from "../../guardian";
import type { Invocation } from "./invocation";
import { platformLog } from "../log/log-lines";
import { CodePaths } from "../code/code-paths";
import { localPath } from "../code/lambda-folders";
import { containerSandbox, FOLDERS_IN_IMAGE } from "../container/container-sandbox";
import { canStartEarly, EarlyProcesses } from "./early-processes";
import { memoryMeter } from "./memory-meter";
import type { PreparedFunction, Program } from "../code/prepare-function";
import { runtimeVersion } from "../code/prepare-function";
import { RuntimeApiChannel } from "./runtime-api-channel";
import type { SandboxOwner } from "./sandbox";
import type { SandboxFunction } from "./sandbox-reports";
import { Sandbox } from "./sandbox";
import { sandboxEnvironment } from "./sandbox-environment";
import { SandboxLog } from "../log/sandbox-log";
import type { SandboxCommand } from "./sandbox-process";
import { SandboxProcess } from "./sandbox-process";
import type { TrustFiles } from "./trust-files";

export interface LauncherOptions {
  readonly guardian: Guardian;
  readonly log: Log;
  readonly lambdaEndpoint: () => string | undefined;
  readonly trust: TrustFiles | undefined;
  /** Gives a folder for the files of a function. */
  readonly newScratch: () => string;
}

/** A process starts with the function's code in place, or before it; the latter also reports packages. */
type Start = "with code" | "reporting" | "early";

const MEMORY_CHECK_MS = 250;
const LATEST = "$LATEST";
const CLIENTS = path.join(__dirname, "../clients");

/** Starts sandboxes: each a process with its environment, and the channel to it. */
export class SandboxLauncher {
  /** Processes for the next code of functions that run on copies of their code. */
  readonly early: EarlyProcesses;
  private readonly processes = new Set<SandboxProcess>();
  /** Functions whose work after the response has been logged. */
  private readonly workAtRest = new WeakSet<PreparedFunction>();
  private readonly memoryCheck = setInterval(() => this.endOverMemory(), MEMORY_CHECK_MS).unref();

  constructor(private readonly options: LauncherOptions) {
    this.early = new EarlyProcesses({
      start: (fn) => this.startProcess(fn, LATEST, "early"),
      newScratch: options.newScratch,
    });
  }

  async start(
    fn: PreparedFunction,
    version: string,
    owner: SandboxOwner,
    invocation?: Invocation,
  ): Promise<Sandbox> {
    const { config } = fn;
    const { family } = fn.program;
    const hasOwnClient = family === "python" || family === "nodejs";
    const runtimeApi = hasOwnClient ? undefined : await RuntimeApiChannel.open();
    const reports = version === LATEST && canStartEarly(fn);
    const process =
      (reports && this.early.take(fn.scratch)) ||
      this.startProcess(fn, version, reports ? "reporting" : "with code", runtimeApi?.address);
    const onPackages = (files: readonly string[]): void => this.early.prepare(fn, files);
    const described: SandboxFunction = {
      timeoutSeconds: config.timeoutSeconds,
      memoryMegabytes: config.memoryMegabytes,
      version,
      runtimeVersion: runtimeVersion(fn),
      platformLog: platformLog(config.logging),
    };
    const connect = (listener: ChannelListener): Channel =>
      runtimeApi?.connect(listener) ?? new FrameChannel(process.pipes, listener, onPackages);
    const paths = new CodePaths(config.code, { ...fn, runtime: runtimeFolder(fn) });
    const log = new SandboxLog(config.name, this.options.log, paths, () => this.logWork(fn));
    // The process of an image is the command that waits for the container.
    const measureMemory = memoryMeter(config.image ? undefined : process.pid);
    const parts = { process, connect, log, paths, measureMemory };
    return new Sandbox(described, parts, owner, invocation);
  }

  /** Ends every process that is still running, including those left behind by ended sandboxes. */
  async close(): Promise<void> {
    clearInterval(this.memoryCheck);
    this.early.close();
    await Promise.all([...this.processes].map((process) => process.kill()));
  }

  /**
   * The output of a custom runtime or an image may be another program's, which may also be late:
   * nothing follows from it.
   */
  private logWork(fn: PreparedFunction): void {
    const { name, family } = fn.config;
    if (this.workAtRest.has(fn) || family === "provided" || family === "image") {
      return;
    }
    this.workAtRest.add(fn);
    const line = `${name} goes on working after its response. AWS freezes it then, and the work is late or lost: await it in the handler.\n`;
    this.options.log.write(name, line);
  }

  private endOverMemory(): void {
    for (const process of this.processes) {
      process.endOverMemory();
    }
  }

  private startProcess(
    fn: PreparedFunction,
    version: string,
    start: Start,
    runtimeApi?: string,
  ): SandboxProcess {
    const process = new SandboxProcess(
      this.command(fn, version, start, runtimeApi),
      this.options.guardian,
    );
    this.processes.add(process);
    void process.ended.then(async () => {
      await process.kill();
      this.processes.delete(process);
    });
    return process;
  }

  private command(
    fn: PreparedFunction,
    version: string,
    start: Start,
    runtimeApi: string | undefined,
  ): SandboxCommand {
    const { lambdaEndpoint, trust } = this.options;
    const { config, program, taskRoot, opt } = fn;
    const mark = newMark();
    const logStream = logStreamName(version, mark);
    const settings = { version, logStream, runtimeApi, lambdaEndpoint: lambdaEndpoint() };
    if (program.family === "image") {
      const environment = sandboxEnvironment(config, {
        ...settings,
        ...FOLDERS_IN_IMAGE,
        trust: undefined,
      });
      return containerSandbox(program.prepared, config, { environment, mark, folder: taskRoot });
    }
    const environment = sandboxEnvironment(config, {
      ...settings,
      taskRoot,
      opt,
      runtimeFolder: runtimeFolder(fn),
      trust,
    });
    const wrapper = environment.AWS_LAMBDA_EXEC_WRAPPER;
    const [command, ...args] = [
      // The variable has the wrapper's path on AWS.
      ...(wrapper ? [localPath(wrapper, fn)] : []),
      ...commandLine(fn, program, environment, start),
    ];
    const { memoryMegabytes } = config;
    const process = { command: command ?? "", args, folder: taskRoot, environment };
    return { ...process, mark, memoryMegabytes, container: undefined };
  }
}

/** Folder of the runtime client: what `/var/runtime` is on AWS. */
function runtimeFolder({ config }: PreparedFunction): string {
  return path.join(CLIENTS, config.family === "python" ? "python" : "node");
}

function commandLine(
  { opt, config, bytecodeFolder }: PreparedFunction,
  program: Exclude<Program, { family: "image" }>,
  environment: Readonly<Record<string, string>>,
  start: Start,
): string[] {
  switch (program.family) {
    case "python": {
      const client = path.join(CLIENTS, "python", "bootstrap.py");
      // -S: hides the packages of the machine, a virtual environment and the user.
      // -B: writes no bytecode into the user's folder; Lambda's task folder is read-only.
      const folders = [`${opt}/python`, program.packages, bytecodeFolder];
      return [program.interpreter.path, "-S", "-B", client, ...folders];
    }
    case "nodejs":
      return [
        program.interpreter.path,
        ...heapLimits(config.memoryMegabytes, environment.NODE_OPTIONS),
        path.join(CLIENTS, "node", "bootstrap.cjs"),
        program.project,
        ...(start === "with code" ? [] : [start]),
      ];
    case "provided":
      return [program.bootstrap];
    case "dotnet":
    case "java":
    case "ruby":
      return [...program.interpreter.command];
  }
}

/** Without these options, Node.js sizes its heap by the machine's memory, not the function's. */
function heapLimits(memoryMegabytes: number, nodeOptions = ""): string[] {
  if (nodeOptions.includes("--max-old-space-size")) {
    return [];
  }
  return [
    `--max-old-space-size=${Math.floor(memoryMegabytes * 0.9)}`,
    `--max-semi-space-size=${Math.ceil(memoryMegabytes * 0.05)}`,
  ];
}

/** `2025/11/04/[$LATEST]0f3c…` */
function logStreamName(version: string, id: string): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
  return `${day}/[${version}]${id}`;
}
