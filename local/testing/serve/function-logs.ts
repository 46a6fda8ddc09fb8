import type { FunctionLines } from "../../log/log";

/** A line that a function has logged. Lambda's own lines (START, END, REPORT …) are left out. */
export interface LogEntry {
  /** As in the handler's context; undefined for the initialization. */
  readonly requestId: string | undefined;
  /** `INFO`, `ERROR`, …; undefined for a line without a level, such as Python's `print`. */
  readonly level?: string;
  /** What was logged, without time, request ID and level. */
  readonly message: string;
  /** The other fields of a line that is a JSON object. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** The log of all functions, in memory. */
export class FunctionLogs {
  private readonly byFunction = new Map<string, LogEntry[]>();
  /** Of the invocations since the last `clear`. */
  private byRequestId = new Map<string, LogEntry[]>();
  /** Those before it, which may still log. */
  private cleared: ReadonlyMap<string, unknown> = new Map();

  add({ functionName, requestId, lines }: FunctionLines): void {
    if (requestId !== undefined && this.cleared.has(requestId)) {
      return;
    }
    const ofFunction = listIn(this.byFunction, functionName);
    const ofInvocation = requestId === undefined ? [] : listIn(this.byRequestId, requestId);
    for (const line of lines.slice(0, -1).split("\n")) {
      if (!PLATFORM_LINE.test(line)) {
        const entry = { requestId, ...parsed(line) };
        ofFunction.push(entry);
        ofInvocation.push(entry);
      }
    }
  }

  ofFunction(name: string): LogEntry[] {
    return [...(this.byFunction.get(name) ?? [])];
  }

  ofInvocation(requestId: string): LogEntry[] {
    return [...(this.byRequestId.get(requestId) ?? [])];
  }

  clear(): void {
    this.byFunction.clear();
    this.cleared = this.byRequestId;
    this.byRequestId = new Map();
  }
}

function listIn(lists: Map<string, LogEntry[]>, key: string): LogEntry[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

const PLATFORM_LINE =
  /^(?:START RequestId: |END RequestId: |REPORT RequestId: |INIT_START |INIT_REPORT |\{"time":"[^"]*","type":"platform\.)/;

/** Node.js: `time request-id LEVEL message`; Python: `[LEVEL] time request-id message`. By tabs. */
const TEXT_LINES = [
  /^\d{4}-[^\t]*Z\t[^\t]+\t(?<level>[A-Z]+)\t(?<message>.*)$/s,
  /^\[(?<level>[A-Z]+)\]\t[^\t]*Z\t[^\t]*\t(?<message>.*)$/s,
];

function parsed(line: string): Omit<LogEntry, "requestId"> {
  for (const form of TEXT_LINES) {
    const { level, message } = form.exec(line)?.groups ?? {};
    if (level !== undefined && message !== undefined) {
      return { level, message };
    }
  }
  return fromJson(line) ?? { message: line };
}

function fromJson(line: string): Omit<LogEntry, "requestId"> | undefined {
  if (!line.startsWith("{")) {
    return undefined;
  }
  try {
    const { level, message, ...fields } = JSON.parse(line) as Record<string, unknown>;
    const text = typeof message === "string" ? message : JSON.stringify(message ?? fields);
    return { ...(typeof level === "string" && { level }), message: text, fields };
  } catch {
    return undefined;
  }
}
