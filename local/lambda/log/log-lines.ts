import type { LoggingConfig } from "../config/function-config";

/** The content of a REPORT line. */
export interface Report {
  readonly requestId: string;
  readonly milliseconds: number;
  readonly memoryMegabytes: number;
  readonly maxMemoryKilobytes: number;
  /** Whether the sandbox was ended because it used more memory than its function has. */
  readonly isOverMemory: boolean;
  /** Only on the first invocation of a sandbox. */
  readonly initMilliseconds: number | undefined;
  /** Whether it is the first invocation of a sandbox. */
  readonly isColdStart: boolean;
  readonly status: "success" | "error" | "timeout";
}

/** An initialization that failed. */
export interface InitReport {
  readonly milliseconds: number;
  readonly phase: "init" | "invoke";
  readonly status: "error" | "timeout";
  readonly errorType: string | undefined;
}

/**
 * Lambda's own log lines, each ended by a newline; empty if the log level leaves them out.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html
 */
export interface PlatformLog {
  initStart(runtimeVersion: string): string;
  initReport(report: InitReport): string;
  start(requestId: string, version: string): string;
  /** Why Lambda ended the sandbox. */
  failure(requestId: string, message: string): string;
  end(report: Report): string;
}

export function platformLog(logging: LoggingConfig): PlatformLog {
  if (logging.format === "Text") {
    return textLog;
  }
  const level = logging.systemLogLevel ?? "INFO";
  return level === "WARN" ? warningsOnly : jsonLog;
}

const textLog: PlatformLog = {
  initStart: (version) => `INIT_START Runtime Version: ${version}\n`,
  initReport: ({ milliseconds, phase, status, errorType }) =>
    `INIT_REPORT Init Duration: ${milliseconds.toFixed(2)} ms\tPhase: ${phase}\tStatus: ${status}${errorType ? `\tError Type: ${errorType}` : ""}\n`,
  start: (requestId, version) => `START RequestId: ${requestId} Version: ${version}\n`,
  failure: (requestId, message) => `${new Date().toISOString()} ${requestId} ${message}\n`,
  end: (report) => {
    const { requestId, milliseconds, initMilliseconds, status } = report;
    const init =
      initMilliseconds === undefined ? "" : `Init Duration: ${initMilliseconds.toFixed(2)} ms\t`;
    const failed = status === "success" ? "" : `Status: ${status}\t`;
    return (
      `END RequestId: ${requestId}\n` +
      `REPORT RequestId: ${requestId}\tDuration: ${milliseconds.toFixed(2)} ms\t` +
      `Billed Duration: ${billed(report)} ms\tMemory Size: ${report.memoryMegabytes} MB\t` +
      `Max Memory Used: ${megabytes(report.maxMemoryKilobytes)} MB\t${init}${failed}\n`
    );
  },
};

const jsonLog: PlatformLog = {
  initStart: (runtimeVersion) =>
    jsonLine("platform.initStart", {
      initializationType: "on-demand",
      phase: "init",
      runtimeVersion,
    }),
  initReport: ({ milliseconds, phase, status, errorType }) =>
    jsonLine("platform.initReport", {
      initializationType: "on-demand",
      phase,
      status,
      errorType,
      metrics: { durationMs: round(milliseconds) },
    }),
  start: (requestId, version) => jsonLine("platform.start", { requestId, version }),
  failure: (requestId, message) =>
    `${JSON.stringify({ timestamp: new Date().toISOString(), level: "ERROR", requestId, message })}\n`,
  end: (report) =>
    jsonLine("platform.report", {
      requestId: report.requestId,
      status: report.status,
      metrics: {
        durationMs: round(report.milliseconds),
        billedDurationMs: billed(report),
        memorySizeMB: report.memoryMegabytes,
        maxMemoryUsedMB: megabytes(report.maxMemoryKilobytes),
        initDurationMs: report.initMilliseconds && round(report.initMilliseconds),
      },
    }),
};

const warningsOnly: PlatformLog = {
  initStart: () => "",
  initReport: jsonLog.initReport,
  start: () => "",
  failure: jsonLog.failure,
  end: (report) => (report.status === "success" ? "" : jsonLog.end(report)),
};

function jsonLine(type: string, record: object): string {
  return `${JSON.stringify({ time: new Date().toISOString(), type, record })}\n`;
}

/** Since August 2025 AWS bills the initialization of every function. */
function billed({ milliseconds, initMilliseconds }: Report): number {
  return Math.ceil(milliseconds + (initMilliseconds ?? 0));
}

function megabytes(kilobytes: number): number {
  return Math.ceil(kilobytes / 1024);
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
