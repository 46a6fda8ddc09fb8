import type { IncomingMessage, ServerResponse } from "node:http";
import { hasTooLargeHeaders } from "./header-limit";
import type { RequestNotes } from "../../gateway-log";
import { readBody } from "../../../server/read-body";
import { tracedBody } from "../../trace/traced-body";
import type { HeaderLines, HttpRequest, HttpResponse } from "./http-message";
import type { DomainMapping } from "./domain-mapping";
import { headerLines, sourceIpOf, toRequest } from "./incoming-request";
import { MAX_BODY_BYTES, type Oversize } from "./oversize";
import { splitTarget } from "./split-target";
import { isStreaming, sendBody, type StreamingResponse } from "./streaming-response";
import { newNotes, report, responseStep, type LoggedApi, type TimedNotes } from "./timed-notes";

type AnyResponse = HttpResponse | StreamingResponse;

/** Responds to the requests of an API. */
export interface RequestHandler extends LoggedApi {
  /** @param notes receives what happens to the request; undefined when nobody listens */
  readonly respond: (
    request: HttpRequest | Oversize,
    notes: RequestNotes | undefined,
  ) => AnyResponse | Promise<AnyResponse>;
  /** The response for an error of the runner itself. */
  readonly failed: (reason: string) => HttpResponse;
  /** The caller's address. @default that of the connection */
  readonly sourceIp?: string;
}

/**
 * Reads a request, passes it to an API's handler, and writes the response.
 * @param mapping undefined for a request to the default endpoint
 */
export async function serveRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handler: RequestHandler,
  mapping?: DomainMapping,
): Promise<void> {
  const { respond, failed, log } = handler;
  const notes = newNotes(log);
  try {
    const headers = headerLines(incoming.rawHeaders);
    // Node.js discards the unread rest of a request once the response is sent.
    const body = headers.some(announcesBody) ? await readBody(incoming, MAX_BODY_BYTES) : NO_BODY;
    if (body === "cut off") {
      return;
    }
    const sourceIp = handler.sourceIp ?? sourceIpOf(incoming);
    const read =
      body === "too large"
        ? "body too large"
        : toRequest(incoming, { headers: withLength(headers, body), body, sourceIp }, mapping);
    notes?.steps?.begin(requestStep(incoming, headers, read)).end();
    if (mapping) {
      notes?.steps
        ?.begin({ step: "domain", name: mapping.name, key: mapping.key, stage: mapping.stage })
        .end();
    }
    const response = await respond(isOverLimit(read) ? "headers too large" : read, notes);
    if (isStreaming(response)) {
      await streamResponse({ handler, incoming, outgoing, notes }, response);
      return;
    }
    notes?.steps?.begin(responseStep(response));
    writeResponse(outgoing, response);
    if (notes) {
      report(handler, asked(incoming), response, notes);
    }
  } catch (error) {
    // The client hung up.
    if (outgoing.destroyed) {
      return;
    }
    const response = failed("the local runner itself failed: this is a bug in the runner");
    const stack = error instanceof Error ? error.stack : String(error);
    report(handler, asked(incoming), response, notes, stack);
    if (outgoing.headersSent) {
      outgoing.destroy();
    } else {
      writeResponse(outgoing, response);
    }
  }
}

function asked({ method = "", url = "" }: IncomingMessage) {
  return { method, path: splitTarget(url).path };
}

function requestStep(
  { method = "", url = "" }: IncomingMessage,
  headers: HeaderLines,
  read: HttpRequest | Oversize,
) {
  const body = tracedBody(typeof read === "object" ? read.body : NO_BODY);
  return { step: "request", method, ...splitTarget(url), headers, body } as const;
}

function isOverLimit(read: HttpRequest | Oversize): boolean {
  return typeof read === "object" && hasTooLargeHeaders(read);
}

const NO_BODY = Buffer.alloc(0);
const BODY_HEADERS = /^(content-length|transfer-encoding)$/i;

function announcesBody([name]: HeaderLines[number]): boolean {
  return BODY_HEADERS.test(name);
}

/** API Gateway passes a body on when it is whole: it has a length then, also if it came in chunks. */
function withLength(headers: HeaderLines, { length }: Buffer): HeaderLines {
  return headers.some(isOfChunks)
    ? [...headers.filter((line) => !isOfChunks(line)), ["Content-Length", String(length)]]
    : headers;
}

function isOfChunks([name]: HeaderLines[number]): boolean {
  return name.toLowerCase() === "transfer-encoding";
}

const WITHOUT_BODY = [204, 304];

interface Served {
  readonly handler: RequestHandler;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly notes: TimedNotes | undefined;
}

/** Sends a body as it comes. It ends after the report, which a test may wait for. */
async function streamResponse(
  { handler, incoming, outgoing, notes }: Served,
  response: StreamingResponse,
): Promise<void> {
  outgoing.writeHead(response.status, rawLines(response.headers));
  outgoing.flushHeaders();
  const { sent, cutReason } = await sendBody(response, outgoing, notes?.steps !== undefined);
  const seen = { ...response, body: sent, reason: response.reason ?? cutReason };
  notes?.steps?.begin(responseStep(seen));
  if (notes) {
    report(handler, asked(incoming), seen, notes);
  }
  if (cutReason === undefined) {
    outgoing.end();
  } else {
    outgoing.destroy();
  }
}

function writeResponse(outgoing: ServerResponse, response: HttpResponse): void {
  const { status, headers, body } = response;
  const lines = rawLines(headers);
  if (WITHOUT_BODY.includes(status)) {
    outgoing.writeHead(status, lines).end();
    return;
  }
  lines.push("Content-Length", String(Buffer.byteLength(body)));
  outgoing.writeHead(status, lines).end(lines.some(hasBytes) ? Buffer.from(body) : body);
}

/** With a text as the body, Node.js would write these headers in UTF-8 once more. */
function hasBytes(line: string): boolean {
  return /[\x80-\xff]/.test(line);
}

function rawLines(headers: HeaderLines): string[] {
  const lines: string[] = [];
  for (const [name, value] of headers) {
    lines.push(name, value);
  }
  return lines;
}
