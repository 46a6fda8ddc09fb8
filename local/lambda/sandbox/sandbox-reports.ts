import type { InvocationResult } from "../lambda-service";
import type { InitReport, PlatformLog, Report } from "../log/log-lines";
import type { SandboxLog } from "../log/sandbox-log";
import type { Invocation } from "./invocation";

/** The properties of a function that its sandboxes depend on. */
export interface SandboxFunction {
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly version: string;
  /** Runtime and interpreter version, shown in INIT_START. */
  readonly runtimeVersion: string;
  readonly platformLog: PlatformLog;
}

/** An invocation that has ended. */
interface Ended {
  readonly invocation: Invocation;
  readonly milliseconds: number;
  readonly status: Report["status"];
  readonly payload: Buffer;
  readonly streamed: InvocationResult["streamed"];
}

/** What Lambda logs and measures of a sandbox. */
export class SandboxReports {
  /** Of an initialization that no invocation has reported yet. */
  private initMilliseconds: number | undefined;
  private isFresh = true;
  private maxMemoryKilobytes = 0;
  private isOverMemory = false;

  constructor(
    private readonly fn: SandboxFunction,
    private readonly log: SandboxLog,
  ) {}

  initStart(): void {
    this.log.begin(this.fn.platformLog.initStart(this.fn.runtimeVersion));
  }

  initialized(milliseconds: number): void {
    this.initMilliseconds = milliseconds;
  }

  initFailed(report: InitReport): void {
    this.log.end(this.fn.platformLog.initReport(report));
  }

  start(invocation: Invocation): void {
    const { platformLog, version } = this.fn;
    this.log.begin(platformLog.start(invocation.requestId, version), invocation);
  }

  /** @param message why Lambda ends the sandbox */
  failure(requestId: string, message: string): void {
    this.log.end(this.fn.platformLog.failure(requestId, message));
  }

  /** No invocation is under way. */
  idle(): void {
    if (!this.isFresh) {
      this.log.rest();
    }
  }

  /** Nothing of the sandbox is wanted any more. */
  ended(): void {
    this.log.ending();
  }

  usedMemory(kilobytes: number): void {
    this.maxMemoryKilobytes = kilobytes;
  }

  /** The sandbox was ended because it used more memory than this: Lambda reports all of it. */
  usedAllMemory(): void {
    this.isOverMemory = true;
    this.maxMemoryKilobytes = this.fn.memoryMegabytes * 1024;
  }

  /** Writes the end of the invocation's log. @returns a function that delivers the result */
  end({ invocation, milliseconds, status, payload, streamed }: Ended): () => void {
    const { requestId } = invocation;
    const { memoryMegabytes, platformLog } = this.fn;
    const { initMilliseconds, maxMemoryKilobytes, isOverMemory, isFresh: isColdStart } = this;
    this.initMilliseconds = undefined;
    this.isFresh = false;
    const report: Report = {
      requestId,
      milliseconds,
      memoryMegabytes,
      maxMemoryKilobytes,
      isOverMemory,
      initMilliseconds,
      isColdStart,
      status,
    };
    this.log.end(platformLog.end(report));
    const logTail = this.log.takeTail();
    const functionError = status === "success" ? undefined : "Unhandled";
    return () =>
      invocation.finish({ requestId, payload, functionError, report, logTail, streamed });
  }
}
