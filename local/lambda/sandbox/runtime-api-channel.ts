import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { crossOriginRefusal } from "../../server/cross-origin";
import { isLoopbackHost } from "../../server/known-hosts";
import { readBody } from "../../server/read-body";
import type { Channel, ChannelListener } from "./channel";
import { MAX_RESPONSE_BYTES } from "./channel";
import type { Invocation } from "./invocation";

const PREFIX = "/2018-06-01/runtime/";
const ERROR_TYPE_HEADER = "lambda-runtime-function-error-type";
const RESPONSE_MODE_HEADER = "lambda-runtime-function-response-mode";
const ERROR_BODY_TRAILER = "lambda-runtime-function-error-body";

type Delivery = { readonly invocation: Invocation; readonly deadlineMs: number };

/**
 * The public Runtime API, for a `bootstrap` and AWS's runtime interface clients. Each sandbox has
 * its own address: clients don't identify their sandbox in any other way.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApiChannel implements Channel {
  private listener: ChannelListener | undefined;
  private initialized = false;
  private waiting: ServerResponse | undefined;
  private undelivered: Delivery | undefined;
  /** The invocation that the client has received and not yet responded to. */
  private current: Delivery | undefined;

  private constructor(private readonly server: Server) {
    server.on("request", (request, response) => this.handle(request, response));
  }

  /** Opens the API before the process starts, because the process needs its address. */
  static async open(): Promise<RuntimeApiChannel> {
    // A client waits for the next event without a time limit.
    const server = createServer({ requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    return new RuntimeApiChannel(server);
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  connect(listener: ChannelListener): this {
    this.listener = listener;
    return this;
  }

  deliver(invocation: Invocation, deadlineMs: number): void {
    this.undelivered = { invocation, deadlineMs };
    this.handOver();
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    const reason = strangerRefusal(request);
    if (reason !== undefined) {
      return refuse(response, 403, "Forbidden", `The local runner refuses the request: ${reason}.`);
    }
    const path = request.url ?? "";
    const [scope, id, verb, ...more] = path.slice(PREFIX.length).split("/");
    const known = path.startsWith(PREFIX) && more.length === 0;
    if (known && scope === "invocation" && id === "next" && verb === undefined) {
      return request.method === "GET" ? this.next(response) : methodNotAllowed(response);
    }
    const isResult = scope === "invocation" && (verb === "response" || verb === "error");
    const isInitError = scope === "init" && id === "error" && verb === undefined;
    if (!known || !(isResult || isInitError)) {
      return refuse(response, 404, "NotFound", `There is no ${path} in the Runtime API.`);
    }
    if (request.method !== "POST") {
      return methodNotAllowed(response);
    }
    if (verb === "response" && request.headers[RESPONSE_MODE_HEADER] === "streaming") {
      return void this.stream(request, response, id ?? "");
    }
    void readBody(request, MAX_RESPONSE_BYTES).then((body) => {
      if (body === "cut off") {
        // The client may respond again. Otherwise its end or the timeout fails the invocation.
        return;
      }
      if (isInitError) {
        this.initError(request, response, body);
      } else {
        this.respond(request, response, id ?? "", verb === "error", body);
      }
    });
  }

  private next(response: ServerResponse): void {
    this.waiting = response;
    response.once("close", () => {
      if (this.waiting === response) {
        this.waiting = undefined;
      }
    });
    if (this.current) {
      // As on Lambda, a client that asks again before it has responded gets the same event.
      this.undelivered = this.current;
      return this.handOver();
    }
    this.initialized = true;
    this.listener?.onReady();
  }

  private handOver(): void {
    const { waiting, undelivered } = this;
    if (!waiting || !undelivered) {
      return;
    }
    this.waiting = undefined;
    this.undelivered = undefined;
    this.current = undelivered;
    const { invocation, deadlineMs } = undelivered;
    // With a text, Node.js would write the headers in UTF-8, too.
    const payload = Buffer.from(invocation.payload);
    waiting.writeHead(200, {
      "Content-Type": "application/json",
      "Content-Length": payload.length,
      "Lambda-Runtime-Aws-Request-Id": invocation.requestId,
      "Lambda-Runtime-Deadline-Ms": String(deadlineMs),
      "Lambda-Runtime-Invoked-Function-Arn": invocation.invokedArn,
      "Lambda-Runtime-Trace-Id": invocation.traceId,
      ...(invocation.clientContext && {
        "Lambda-Runtime-Client-Context": headerText(invocation.clientContext),
      }),
    });
    waiting.end(payload);
  }

  /** Passes a response on while the client writes it. */
  private async stream(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> {
    if (this.current?.invocation.requestId === requestId) {
      this.listener?.onStream(request.headers["content-type"] ?? "application/octet-stream");
    }
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) {
        await this.listener?.onChunk(chunk);
      }
    } catch {
      // The process has ended, which is reported elsewhere.
      return;
    }
    this.respond(request, response, requestId, false, Buffer.alloc(0));
  }

  private respond(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
    isError: boolean,
    body: Buffer | "too large",
  ): void {
    if (this.current?.invocation.requestId !== requestId) {
      return refuse(response, 400, "InvalidRequestID", "Invalid request ID");
    }
    this.current = undefined;
    if (body === "too large") {
      const message = `Exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`;
      refuse(response, 413, "RequestEntityTooLarge", message);
      return this.listener?.onOutcome({ kind: "too-large" });
    }
    accept(response);
    const error = isError ? body : midstreamError(request);
    this.listener?.onOutcome(
      error
        ? { kind: "error", payload: errorPayload(error), fatal: false }
        : { kind: "response", payload: body },
    );
  }

  private initError(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer | "too large",
  ): void {
    if (this.initialized) {
      const message = "State transition from Ready to InitError failed for runtime.";
      return refuse(response, 403, "InvalidStateTransition", message);
    }
    accept(response);
    const type = request.headers[ERROR_TYPE_HEADER];
    const payload = errorPayload(body === "too large" ? Buffer.alloc(0) : body);
    this.listener?.onInitError(payload, Array.isArray(type) ? type[0] : type);
  }
}

/** Why a request is refused: a web page may have sent it, and would read events or respond to them. */
function strangerRefusal(request: IncomingMessage): string | undefined {
  const { host = "" } = request.headers;
  return isLoopbackHost(host)
    ? crossOriginRefusal(request, "the Runtime API")
    : `the host ${JSON.stringify(host)} isn't the Runtime API's`;
}

/** The bytes of a text that Node.js would refuse in a header; line breaks are spaces, as on Lambda. */
function headerText(text: string): string {
  return Buffer.from(text)
    .toString("latin1")
    .replaceAll(/[\r\n\x7f]/g, " ");
}

/** A streamed response reports its failure in trailers, with the body in Base64. */
function midstreamError({ trailers }: IncomingMessage): Buffer | undefined {
  if (trailers[ERROR_TYPE_HEADER] === undefined) {
    return undefined;
  }
  return Buffer.from(trailers[ERROR_BODY_TRAILER] ?? "", "base64");
}

/** An error without a body still has to be an error object. */
function errorPayload(body: Buffer): Buffer {
  return body.length > 0 ? body : Buffer.from("{}");
}

function accept(response: ServerResponse): void {
  response.writeHead(202, { "Content-Type": "application/json" });
  response.end('{"status":"OK"}\n');
}

function methodNotAllowed(response: ServerResponse): void {
  response.writeHead(405).end();
}

function refuse(
  response: ServerResponse,
  status: number,
  errorType: string,
  errorMessage: string,
): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ errorMessage, errorType }));
}
