import type { Writable } from "node:stream";
import type { GatewayLog } from "../gateway/gateway-log";
import type { RequestSummary } from "../gateway/trace/request-trace";
import { requestLine, shownRequest } from "./request-line";
import { colouredLines, terminalText, wantsColours } from "./terminal-text";

export type LogFormat = "text" | "json";

/** Lines that a function, or Lambda on its behalf, has logged. */
export interface FunctionLines {
  readonly functionName: string;
  /** Of the invocation; undefined outside of one. */
  readonly requestId: string | undefined;
  /** Whole lines, each ended by a newline. */
  readonly lines: string;
}

/**
 * The runner's log: the lines of all functions, and a line per request. Lines are gathered and
 * written together: a busy function writes three of them an invocation.
 */
export class Log implements GatewayLog {
  /** A line doesn't show steps. */
  readonly recordsSteps = false;
  private pending = "";
  /** Of what is pending, the last lines: those of one function, which are named together. */
  private unnamed = "";
  private functionName = "";
  private scheduled = false;
  private full = false;
  private readonly waiting = new Set<() => void>();
  private readonly colours = wantsColours(process.env);
  private readonly isTerminal: boolean;

  constructor(
    private readonly destination: Writable = process.stderr,
    private readonly format: LogFormat = "text",
    /** False: of requests, only failures of the runner itself are logged. */
    readonly logsRequests = true,
    /** Receives the functions' lines at once, as they are. */
    private readonly onFunctionLines?: (logged: FunctionLines) => void,
  ) {
    this.isTerminal = "isTTY" in destination && destination.isTTY === true;
  }

  /** Adds whole lines of a function, each ended by a newline. */
  write(functionName: string, lines: string, requestId?: string): void {
    if (lines === "") {
      return;
    }
    this.onFunctionLines?.({ functionName, requestId, lines });
    if (functionName !== this.functionName) {
      this.nameLines();
    }
    this.functionName = functionName;
    this.unnamed += lines;
    this.schedule();
  }

  /** Adds a line for a request and its response: the summary of its trace. */
  report(summary: RequestSummary): void {
    if (!this.logsRequests && summary.stack === undefined) {
      return;
    }
    this.nameLines();
    const shown = shownRequest(summary);
    this.pending +=
      this.format === "json"
        ? `${JSON.stringify(shown)}\n`
        : textLines(
            summary.apiName || summary.api,
            requestLine(shown, { colours: this.isTerminal && this.colours }),
          );
    this.schedule();
  }

  /** Whether the destination can't keep up, so that those who print a lot have to wait. */
  get congested(): boolean {
    return this.full || this.pending.length + this.unnamed.length > CONGESTED_LENGTH;
  }

  onceRelieved(resume: () => void): void {
    this.waiting.add(resume);
  }

  flush(): void {
    this.scheduled = false;
    this.nameLines();
    const text = this.pending;
    this.pending = "";
    if (text === "" || this.destination.write(text)) {
      return this.relieve();
    }
    if (this.full) {
      return;
    }
    this.full = true;
    this.destination.once("drain", () => {
      this.full = false;
      this.relieve();
    });
  }

  private schedule(): void {
    if (this.scheduled) {
      return;
    }
    this.scheduled = true;
    setTimeout(() => this.flush(), FLUSH_MS);
  }

  private nameLines(): void {
    const { unnamed, functionName, format, colours } = this;
    this.unnamed = "";
    if (unnamed === "") {
      return;
    }
    const lines = terminalText(unnamed, { colours });
    this.pending +=
      format === "json"
        ? jsonLines(functionName, lines)
        : textLines(functionName, colouredLines(lines));
  }

  private relieve(): void {
    const resumed = [...this.waiting];
    this.waiting.clear();
    for (const resume of resumed) {
      resume();
    }
  }
}

const FLUSH_MS = 5;
const CONGESTED_LENGTH = 1 << 20;

function textLines(name: string, lines: string): string {
  const prefix = `${name} | `;
  return prefix + lines.slice(0, -1).replaceAll("\n", `\n${prefix}`) + "\n";
}

function jsonLines(functionName: string, lines: string): string {
  let text = "";
  for (const message of lines.slice(0, -1).split("\n")) {
    text += `${JSON.stringify({ function: functionName, message })}\n`;
  }
  return text;
}
