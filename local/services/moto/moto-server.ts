import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { type Guarded, Guardian, newMark } from "../../guardian";

const READY = / \* Running on unix:/;
/** What systems allow, but for the zero at the end: 108 on Linux, 104 on macOS. */
const MAX_SOCKET_PATH_BYTES = 103;
const INSTALL = "Install it where python3 finds it: pip install 'moto[server]'";

export interface MotoOptions {
  /** Where it is reached: parts of moto call others there. 0 for any free port. */
  readonly port: number;
  /** The AWS account of the ARNs that moto makes. */
  readonly accountId: string;
  /** Path or name of a program that has moto. @default python3 */
  readonly python?: string;
  /** Aborted, it ends a server that is starting. @default it starts or fails */
  readonly stop?: AbortSignal;
}

/**
 * moto's server, which implements many AWS services in the memory of a Python process. The process
 * ends with the runner, even if the runner is killed. It has no port: it takes requests of anybody.
 * @see https://docs.getmoto.org/en/latest/docs/server_mode.html
 */
export class MotoServer {
  private constructor(private readonly process: MotoProcess) {}

  /** @throws Error if python3 or moto is missing */
  static async start(options: MotoOptions): Promise<MotoServer> {
    const process = new MotoProcess(options);
    options.stop?.addEventListener("abort", () => void process.end(), { once: true });
    try {
      await process.ready();
      return new MotoServer(process);
    } catch (error) {
      await process.end();
      throw error;
    }
  }

  /** A Unix socket, which no web page can reach, in a folder that only this user can open. */
  get socketPath(): string {
    return this.process.socketPath;
  }

  close(): Promise<void> {
    return this.process.end();
  }
}

class MotoProcess {
  private readonly guardian = new Guardian();
  readonly socketPath = path.join(this.guardian.folder, "moto");
  private readonly mark = newMark();
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;

  /** @throws Error if the path of the temporary folder is too long */
  constructor({ port, accountId, python = "python3" }: MotoOptions) {
    const bytes = Buffer.byteLength(this.socketPath);
    if (bytes > MAX_SOCKET_PATH_BYTES) {
      void this.guardian.close();
      const reason = `its socket ${this.socketPath} has a path of ${bytes} bytes`;
      const hint = "Set TMPDIR to a folder with a shorter path.";
      throw new Error(
        `moto can't be started: ${reason}; allowed: ${MAX_SOCKET_PATH_BYTES}. ${hint}`,
      );
    }
    const args = ["-m", "moto.server", "-H", `unix://${this.socketPath}`, "-p", String(port)];
    const env = { ...process.env, MOTO_ACCOUNT_ID: accountId, LOCAL_RUNNER_MARK: this.mark };
    const stdio = ["ignore", "ignore", "pipe"] as const;
    this.child = spawn(python, args, { env, stdio: [...stdio], detached: true });
    this.exited = once(this.child, "close").catch(() => undefined);
    if (this.guarded) {
      this.guardian.watch(this.guarded);
    }
  }

  /** Resolves when it takes requests. */
  ready(): Promise<void> {
    const { stderr } = this.child;
    return new Promise((resolve, reject) => {
      let last = "";
      if (stderr) {
        // It is read to the end: moto logs each request, and would wait for a full pipe.
        createInterface(stderr).on("line", (line) => {
          if (READY.test(line)) {
            resolve();
          }
          last = line;
        });
      }
      const fail = (reason: string) =>
        reject(new Error(`moto can't be started: ${reason}. ${INSTALL}`));
      this.child.on("error", ({ message }) => fail(message));
      this.child.on("close", (code) => fail(last || `python3 ended with ${code}`));
    });
  }

  async end(): Promise<void> {
    const { guarded } = this;
    if (guarded) {
      const isRunning = this.child.exitCode === null && this.child.signalCode === null;
      if (isRunning) {
        process.kill(-guarded.processGroup, "SIGTERM");
      }
      await this.exited;
      this.guardian.forget(guarded);
    }
    await this.guardian.close();
  }

  private get guarded(): Guarded | undefined {
    const { pid } = this.child;
    return pid === undefined ? undefined : { processGroup: pid, mark: this.mark };
  }
}
