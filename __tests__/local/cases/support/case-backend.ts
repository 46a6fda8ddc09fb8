import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from "node:http";
import type { HttpBackend } from "./http-backend";

/** A request as a backend received it. */
export interface BackendRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface BackendResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** The HTTP backend of a case, and what it received last. */
class CaseBackend {
  readonly requests: BackendRequest[] = [];

  constructor(private readonly behaviour: HttpBackend) {}

  respond(request: BackendRequest): BackendResponse {
    this.requests.push(request);
    const { echo_body, responds, responds_with_status_from_path } = this.behaviour;
    const { path, headers, body } = request;
    if (responds === "200, no body") {
      return { status: 200, headers: {}, body: "" };
    }
    if (typeof responds === "string") {
      throw new Error(`No backend responds so: ${responds}`);
    }
    if (responds) {
      const { status, body_base64, body: text = "", headers: sent } = responds;
      const bytes = body_base64 === undefined ? text : Buffer.from(body_base64, "base64");
      return { status, headers: sent, body: bytes };
    }
    if (echo_body !== undefined) {
      return { status: 200, body };
    }
    if (responds_with_status_from_path) {
      return { status: Number(/\/status\/(\d{3})$/.exec(path)?.[1]), body: "" };
    }
    return { status: 200, body: JSON.stringify({ headers, body: body.toString("utf8") }) };
  }
}

/** The backends of many cases on one server, each below a path of its own. */
export class CaseBackends {
  private readonly backends = new Map<string, CaseBackend>();

  readonly listener: RequestListener = (incoming, outgoing) => {
    const [, name = "", path = ""] = /^\/(\w+)(.*)$/s.exec(incoming.url ?? "") ?? [];
    void bytesOf(incoming).then((body) => {
      const { method = "", headers } = incoming;
      const response = this.of(name).respond({ method, path, headers, body });
      outgoing.writeHead(response.status, {
        ...(response.headers ?? { "Content-Type": "application/json" }),
        "Content-Length": Buffer.byteLength(response.body),
      });
      outgoing.end(response.body);
    });
  };

  /** @returns its URL, without a slash at the end */
  add(serverUrl: string, name: string, behaviour: HttpBackend = {}): string {
    this.backends.set(name, new CaseBackend(behaviour));
    return `${serverUrl}/${name}`;
  }

  of(name: string): CaseBackend {
    const backend = this.backends.get(name);
    if (!backend) {
      throw new Error(`There is no case ${name}.`);
    }
    return backend;
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
