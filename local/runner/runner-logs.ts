import type { WriteLine } from "../gateway/common/log/log-line";
import type { GatewayLog } from "../gateway/gateway-log";
import { recordingLog, tracedLog } from "../gateway/trace";
import { Log } from "../log/log";
import { LogFile } from "../log/log-file";
import type { RunnerOptions } from "./runner-options";

/** What the runner writes about its functions and requests. */
export class RunnerLogs {
  readonly log: Log;
  /** Of the requests: with their steps, if somebody asks for these. */
  readonly requests: GatewayLog;
  private readonly access: LogFile | undefined;
  private readonly execution: LogFile | undefined;

  /** @throws Error if a file can't be written */
  constructor(options: RunnerOptions) {
    this.log = new Log(options.log, options.logFormat, !options.quiet, options.onFunctionLines);
    const { accessLogFile, executionLogFile } = options;
    this.access = accessLogFile ? LogFile.open("access", accessLogFile) : undefined;
    this.execution = executionLogFile ? LogFile.open("execution", executionLogFile) : undefined;
    const traced = tracedLog(this.log, options.onTrace);
    // The lines of both files are made of the steps.
    this.requests = this.access || this.execution ? recordingLog(traced) : traced;
  }

  /** Of the stages' access logs. Undefined if nobody reads them. */
  get accessLog(): WriteLine | undefined {
    return this.access && ((line) => this.access?.write(line));
  }

  /** Of the stages' execution logs. Undefined if nobody reads them. */
  get executionLog(): WriteLine | undefined {
    return this.execution && ((line) => this.execution?.write(line));
  }

  /** Waits until everything is written. @throws Error if a line couldn't be */
  async close(): Promise<void> {
    this.log.flush();
    await Promise.all([this.access?.close(), this.execution?.close()]);
  }
}
