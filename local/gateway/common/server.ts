import type { IncomingMessage, ServerResponse } from "node:http";
import { hasTooLargeHeaders } from "./header-limit";
import type { GatewayLog, RequestTrace } from "../gateway-log";
import type { HeaderLines, HttpRequest, HttpResponse } from "./http-message";
import { MAX_BODY_BYTES, type Oversize } from "./oversize";

/** Responds to the requests of an API. */
export interface RequestHandler {
  /** Terraform address of the API. */
  readonly address: string;
  /** Name of the API, for the log. */
  readonly name: string;
  /** @param trace receives the request's route and target; undefined when nobody listens */
  readonly respond: (
    request: HttpRequest | Oversize,
    trace: RequestTrace | undefined,
  ) => HttpResponse | Promise<HttpResponse>;
  /** The response for an error of the runner itself. */
  readonly failed: (reason: string) => HttpResponse;
  readonly log: GatewayLog;
}

/** Reads a request, passes it to an API's handler, and writes the response. */
export async function serveRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handler: RequestHandler,
): Promise<void> {
  const { respond, failed, log } = handler;
  const trace: TimedTrace | undefined = log.logsRequests
    ? { receivedAt: performance.now() }
    : undefined;
  try {
    const headers = headerLines(incoming.rawHeaders);
    // Node.js discards the unread rest of a request once the response is sent.
    const body = headers.some(announcesBody) ? await readBody(incoming) : NO_BODY;
    const read = body === "body too large" ? body : toRequest(incoming, headers, body);
    const response = await respond(isOverLimit(read) ? "headers too large" : read, trace);
    writeResponse(outgoing, response);
    if (trace) {
      report(handler, incoming, response, trace);
    }
  } catch (error) {
    // The client hung up.
    if (outgoing.destroyed) {
      return;
    }
    const response = failed("the local runner itself failed: this is a bug in the runner");
    const stack = error instanceof Error ? error.stack : String(error);
    report(handler, incoming, response, trace, stack);
    if (outgoing.headersSent) {
      outgoing.destroy();
    } else {
      writeResponse(outgoing, response);
    }
  }
}

/** A request's trace, and when its headers came. */
interface TimedTrace extends RequestTrace {
  readonly receivedAt: number;
}

function report(
  { address, name, log }: RequestHandler,
  { method = "", url = "" }: IncomingMessage,
  { status, reason }: HttpResponse,
  trace: TimedTrace | undefined,
  stack?: string,
): void {
  const { receivedAt, route, target } = trace ?? {};
  const milliseconds = receivedAt === undefined ? undefined : performance.now() - receivedAt;
  const { path } = splitTarget(url);
  const request = { api: address, apiName: name, method, path, status, milliseconds };
  log.report({ ...request, route, target, reason, stack });
}

function isOverLimit(read: HttpRequest | Oversize): boolean {
  return typeof read === "object" && hasTooLargeHeaders(read);
}

/**
 * Reads a body. One that is too large is read to its end but not kept: a client that is cut off
 * while it sends would not see the response.
 */
function readBody(incoming: IncomingMessage): Promise<Buffer | "body too large"> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) {
        chunks.push(chunk);
      }
    });
    incoming.on("error", reject);
    incoming.on("end", () =>
      resolve(size > MAX_BODY_BYTES ? "body too large" : Buffer.concat(chunks)),
    );
  });
}

const NO_BODY = Buffer.alloc(0);
const BODY_HEADERS = /^(content-length|transfer-encoding)$/i;

function announcesBody([name]: HeaderLines[number]): boolean {
  return BODY_HEADERS.test(name);
}

function toRequest(incoming: IncomingMessage, headers: HeaderLines, body: Buffer): HttpRequest {
  const { url = "/", socket } = incoming;
  const { path, query } = splitTarget(url);
  return {
    method: incoming.method ?? "GET",
    path,
    query,
    headers,
    body,
    sourceIp: (socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, ""),
    port: socket.localPort ?? 80,
  };
}

function splitTarget(url: string): Pick<HttpRequest, "path" | "query"> {
  const target = url.startsWith("/") ? url : url.replace(/^https?:\/\/[^/?]*/i, "");
  const mark = target.indexOf("?");
  return mark < 0
    ? { path: target, query: "" }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

function headerLines(raw: readonly string[]): HeaderLines {
  const lines: [string, string][] = [];
  for (let at = 0; at < raw.length; at += 2) {
    lines.push([raw[at] ?? "", raw[at + 1] ?? ""]);
  }
  return lines;
}

const WITHOUT_BODY = [204, 304];

function writeResponse(outgoing: ServerResponse, response: HttpResponse): void {
  const { status, headers, body } = response;
  const lines: string[] = [];
  for (const [name, value] of headers) {
    lines.push(name, value);
  }
  if (WITHOUT_BODY.includes(status)) {
    outgoing.writeHead(status, lines).end();
    return;
  }
  lines.push("Content-Length", String(Buffer.byteLength(body)));
  outgoing.writeHead(status, lines).end(body);
}
