import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type Guarded, Guardian, newMark } from "../../guardian";

const READY = / \* Running on (http:\/\/127\.0\.0\.1:\d+)/;
const IN_USE = /Address already in use/;
const INSTALL = "Install it where python3 finds it: pip install 'moto[server]'";

export interface MotoOptions {
  /** 0 for any free port. */
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
 * ends with the runner, even if the runner is killed.
 * @see https://docs.getmoto.org/en/latest/docs/server_mode.html
 */
export class MotoServer {
  private constructor(
    readonly url: string,
    private readonly process: MotoProcess,
  ) {}

  /** @throws Error if python3 or moto is missing, or the port is in use */
  static async start(options: MotoOptions): Promise<MotoServer> {
    const process = new MotoProcess(options);
    options.stop?.addEventListener("abort", () => void process.end(), { once: true });
    try {
      return new MotoServer(await process.ready(options.port), process);
    } catch (error) {
      await process.end();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.process.end();
  }
}

class MotoProcess {
  private readonly guardian = new Guardian();
  private readonly mark = newMark();
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;

  constructor({ port, accountId, python = "python3" }: MotoOptions) {
    const args = ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)];
    const env = { ...process.env, MOTO_ACCOUNT_ID: accountId, LOCAL_RUNNER_MARK: this.mark };
    const stdio = ["ignore", "ignore", "pipe"] as const;
    this.child = spawn(python, args, { env, stdio: [...stdio], detached: true });
    this.exited = once(this.child, "close").catch(() => undefined);
    if (this.guarded) {
      this.guardian.watch(this.guarded);
    }
  }

  /** @returns its URL, when it takes requests */
  ready(port: number): Promise<string> {
    const { stderr } = this.child;
    return new Promise((resolve, reject) => {
      let last = "";
      if (stderr) {
        // It is read to the end: moto logs each request, and would wait for a full pipe.
        createInterface(stderr).on("line", (line) => {
          const [, url] = READY.exec(line) ?? [];
          if (url !== undefined) {
            resolve(url);
          } else if (IN_USE.test(line)) {
            reject(new Error(`moto: port ${port} is in use. Give another first port: --port N.`));
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
