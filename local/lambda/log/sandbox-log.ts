import type { Readable } from "node:stream";
import type { Log } from "../../log/log";
import type { CodePaths } from "../code/code-paths";
import type { InvocationResult } from "../lambda-service";
import type { Invocation } from "../sandbox/invocation";

/** Bytes of an invocation's log that the Invoke API returns. */
export const TAIL_LENGTH = 4096;
/** Bytes of the log of an invocation that keeps it. */
const KEPT_LENGTH = 1024 * 1024;
/** CloudWatch's limit for one event: longer lines are split. */
const MAX_LINE_BYTES = 256 * 1024;

/** Node.js writes these at any time: its warnings, and the lines of its debugger. */
const OF_NODE =
  /\(node:\d+\) |^Debugger |^Waiting for the debugger|^For help, see: https:\/\/nodejs/m;

/** The log of one sandbox: the output of its processes, and Lambda's own lines. */
export class SandboxLog {
  private tail: string[] = [];
  private tailLength = 0;
  private mostKept = TAIL_LENGTH;
  private requestId: string | undefined;
  private readonly flushes: (() => void)[] = [];
  private readonly outputs: Readable[] = [];
  /** Whether output since the last `begin` may arrive after the response it was written before. */
  private mayBeLate = false;
  private isResting = false;

  constructor(
    private readonly functionName: string,
    private readonly log: Log,
    private readonly paths: Pick<CodePaths, "asInProject">,
    /** Called when the handler writes output while no invocation is under way. */
    private readonly onWorkAtRest: () => void = () => undefined,
  ) {}

  /** Lambda's own lines, each ended by a newline. */
  platform(lines: string): void {
    this.add(lines);
  }

  follow(output: Readable): void {
    let rest: Buffer | undefined;
    const flush = (): void => {
      if (rest) {
        this.add(`${rest.toString("utf8")}\n`);
      }
      rest = undefined;
    };
    this.flushes.push(flush);
    this.outputs.push(output);
    output.on("data", (chunk: Buffer) => {
      const newline = chunk.lastIndexOf(10);
      if (newline !== -1) {
        const whole = chunk.subarray(0, newline + 1);
        const lines = (rest ? Buffer.concat([rest, whole]) : whole).toString("utf8");
        this.add(lines);
        this.noticeWork(lines);
        rest = undefined;
      }
      if (newline < chunk.length - 1) {
        const partial = chunk.subarray(newline + 1);
        rest = rest ? Buffer.concat([rest, partial]) : partial;
        if (rest.length > MAX_LINE_BYTES) {
          flush();
        }
      }
      if (this.log.congested) {
        output.pause();
        this.mayBeLate = true;
        this.log.onceRelieved(() => output.resume());
      }
    });
    output.on("error", () => undefined);
  }

  /** Starts the part of the log that belongs to an invocation, or to the initialization. */
  begin(line: string, invocation?: Pick<Invocation, "requestId" | "keepsLog">): void {
    this.tail = [];
    this.tailLength = 0;
    this.mostKept = invocation?.keepsLog ? KEPT_LENGTH : TAIL_LENGTH;
    this.requestId = invocation?.requestId;
    this.isResting = false;
    this.mayBeLate = this.outputs.some((output) => output.isPaused());
    this.add(line);
  }

  /** From now on until the next `begin`, AWS would freeze the sandbox. */
  rest(): void {
    this.isResting = !this.mayBeLate;
  }

  /** The processes end: what they write then isn't work. */
  ending(): void {
    this.isResting = false;
  }

  /** Adds lines after everything printed so far, including a last line without a newline. */
  end(lines: string): void {
    for (const flush of this.flushes) {
      flush();
    }
    this.add(lines);
  }

  /** The end of the invocation's log up to now. */
  takeTail(): InvocationResult["logTail"] {
    const parts = this.tail;
    return (bytes = TAIL_LENGTH) => lastBytes(parts.join(""), bytes);
  }

  private noticeWork(lines: string): void {
    if (this.isResting && !OF_NODE.test(lines)) {
      this.onWorkAtRest();
    }
  }

  private add(text: string): void {
    const lines = this.paths.asInProject(text);
    this.log.write(this.functionName, lines, this.requestId);
    this.tail.push(lines);
    this.tailLength += lines.length;
    if (this.tailLength > 4 * this.mostKept && this.tail.length > 1) {
      const kept = this.tail.join("").slice(-this.mostKept);
      this.tail = [kept];
      this.tailLength = kept.length;
    }
  }
}

/** The end of a text, of at most so many bytes. */
export function lastBytes(text: string, length: number): string {
  const bytes = Buffer.from(text);
  return bytes.length <= length ? text : bytes.subarray(-length).toString("utf8");
}
