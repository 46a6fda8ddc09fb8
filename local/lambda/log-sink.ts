import { Writable } from "node:stream";

export type LogFormat = "text" | "json";

/**
 * Where the log lines of all functions go. Lines are gathered and written together: a busy
 * function writes three of them an invocation.
 */
export class LogSink {
  private pending = "";
  /** Of what is pending, the last lines: those of one function, which are named together. */
  private unnamed = "";
  private functionName = "";
  private scheduled = false;
  private full = false;
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly destination: Writable,
    private readonly format: LogFormat,
  ) {}

  /** Adds whole lines, each ended by a newline. */
  write(functionName: string, lines: string): void {
    if (functionName !== this.functionName) this.nameLines();
    this.functionName = functionName;
    this.unnamed += lines;
    if (this.scheduled) return;
    this.scheduled = true;
    setTimeout(() => this.flush(), FLUSH_MS);
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
    if (text === "" || this.destination.write(text)) return this.relieve();
    if (this.full) return;
    this.full = true;
    this.destination.once("drain", () => {
      this.full = false;
      this.relieve();
    });
  }

  private nameLines(): void {
    const { unnamed, functionName, format } = this;
    this.unnamed = "";
    if (unnamed === "") return;
    this.pending +=
      format === "json" ? jsonLines(functionName, unnamed) : textLines(functionName, unnamed);
  }

  private relieve(): void {
    const resumed = [...this.waiting];
    this.waiting.clear();
    for (const resume of resumed) resume();
  }
}

const FLUSH_MS = 5;
const CONGESTED_LENGTH = 1 << 20;

function textLines(functionName: string, lines: string): string {
  const prefix = `${functionName} | `;
  return prefix + lines.slice(0, -1).replaceAll("\n", `\n${prefix}`) + "\n";
}

function jsonLines(functionName: string, lines: string): string {
  let text = "";
  for (const message of lines.slice(0, -1).split("\n")) {
    text += `${JSON.stringify({ function: functionName, message })}\n`;
  }
  return text;
}
