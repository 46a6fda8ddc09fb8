import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createDataFolder } from "../../data-folder";
import { KeptFile } from "../../kept-file";
import type { Log } from "../../log/log";
import type { InvokeOptions } from "../lambda-service";

const FILE = "asynchronous-invocations.jsonl";

/** An asynchronous invocation that hasn't ended. */
export interface JournalEntry {
  readonly requestId: string;
  readonly functionRef: string;
  readonly payload: string;
  readonly options: Pick<InvokeOptions, "qualifier" | "clientContext" | "traceId" | "stopsLoops">;
  /** Milliseconds since 1970. */
  readonly begun: number;
}

/** A line of the file: an invocation begins, or the one with this request ID has ended. */
type Line = JournalEntry | { readonly ended: string };

/** The asynchronous invocations that haven't ended, in a file that outlives the runner. */
export class AsyncJournal {
  private readonly open: Map<string, JournalEntry>;
  private readonly kept: KeptFile;

  /**
   * @param folder of `--data-dir`
   * @param log says if the file can't be written later
   * @throws Error if the file can't be read or created
   */
  constructor(folder: string, log: Pick<Log, "write">) {
    this.kept = new KeptFile(folder, FILE, log);
    const { file } = this.kept;
    this.open = existsSync(file) ? openEntries(file) : new Map();
    createDataFolder(path.dirname(file));
    writeFileSync(file, this.entries.map(textOf).join(""));
  }

  /** Of this runner and of earlier ones. */
  get entries(): readonly JournalEntry[] {
    return [...this.open.values()];
  }

  begin(entry: JournalEntry): void {
    this.open.set(entry.requestId, entry);
    this.append(entry);
  }

  end(requestId: string): void {
    this.open.delete(requestId);
    if (this.open.size === 0) {
      this.kept.change((file) => writeFileSync(file, ""));
    } else {
      this.append({ ended: requestId });
    }
  }

  private append(line: Line): void {
    this.kept.change((file) => appendFileSync(file, textOf(line)));
  }
}

function textOf(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

/** A runner that is killed may leave half a line at the end: the invocation was not accepted. */
function openEntries(file: string): Map<string, JournalEntry> {
  const open = new Map<string, JournalEntry>();
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
  for (const [index, text] of lines.entries()) {
    const line = parsed(text, `${file}, line ${index + 1}`);
    if ("ended" in line) {
      open.delete(line.ended);
    } else {
      open.set(line.requestId, line);
    }
  }
  return open;
}

function parsed(text: string, where: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(`--data-dir: ${where} can't be read: ${reason}. Remove the line`, {
      cause: error,
    });
  }
}
