import type { IncomingHttpHeaders } from "node:http";
import path from "node:path";
import { Worker } from "node:worker_threads";

/** A request to the database as it is sent to DynamoDB: the operation is in a header. */
export interface DatabaseRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface DatabaseResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
}

export interface DatabaseOptions {
  /** Folder that keeps the data. @default they are in memory */
  readonly folder?: string | undefined;
  /** Parts of the ARNs of tables. */
  readonly region: string;
  readonly accountId: string;
}

/** A thread that loads dynalite before a stack is known that needs it. */
let early: Worker | undefined;

/** Starts the thread of the next database. */
export function startDynaliteEarly(): void {
  early ??= newWorker();
}

function newWorker(): Worker {
  // The options of the runner's process load TypeScript, which the thread has none of.
  const worker = new Worker(WORKER, { env: {}, execArgv: [] });
  worker.unref();
  return worker;
}

/** The header that names the version of DynamoDB's API and the operation. */
export const TARGET = "x-amz-target";
const API = "DynamoDB_20120810";
const WORKER = path.join(__dirname, "dynalite-worker.cjs");

/** A failed operation, with the name and message of DynamoDB's error. */
export class DatabaseError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * dynalite, an implementation of DynamoDB in JavaScript, in a thread of this process.
 * @see https://github.com/architect/dynalite
 */
export class Dynalite {
  private readonly worker: Worker;
  private readonly pending = new Map<number, (response: DatabaseResponse) => void>();
  private sent = 0;
  /** What all requests get since the thread has ended. */
  private failure: DatabaseResponse | undefined;

  constructor(options: DatabaseOptions) {
    this.worker = early ?? newWorker();
    early = undefined;
    this.worker.postMessage({ open: options });
    this.worker.on("message", ({ id, ...response }: DatabaseResponse & { id: number }) => {
      this.pending.get(id)?.(response);
      this.pending.delete(id);
    });
    this.worker.on("error", (error: Error) => this.refuseAll(error));
  }

  request({ headers, body }: DatabaseRequest): Promise<DatabaseResponse> {
    if (this.failure) {
      return Promise.resolve(this.failure);
    }
    const id = this.sent++;
    return new Promise((resolve) => {
      this.pending.set(id, resolve);
      this.worker.postMessage({ id, headers, body });
    });
  }

  /** @throws DatabaseError */
  async call(operation: string, input: object): Promise<unknown> {
    const { status, body } = await this.request({
      headers: {
        [TARGET]: `${API}.${operation}`,
        "content-type": "application/x-amz-json-1.0",
        // dynalite doesn't verify signatures, but wants one.
        authorization: "AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=local",
        "x-amz-date": "20000101T000000Z",
      },
      body: Buffer.from(JSON.stringify(input)),
    });
    const output = JSON.parse(body) as { readonly __type?: string; readonly message?: string };
    if (status === 200) {
      return output;
    }
    const code = output.__type?.split("#").pop() ?? "";
    throw new DatabaseError(code, output.message ?? code);
  }

  async close(): Promise<void> {
    await this.worker.terminate();
    this.refuseAll(new Error("the database is closed"));
  }

  private refuseAll({ message }: Error): void {
    const body = JSON.stringify({ __type: "InternalServerError", message });
    this.failure = { status: 500, headers: {}, body };
    for (const resolve of this.pending.values()) {
      resolve(this.failure);
    }
    this.pending.clear();
  }
}
