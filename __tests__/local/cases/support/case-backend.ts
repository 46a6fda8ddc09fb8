import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from "node:http";
import { bodyOf } from "../../../support/loopback-server";
import type { CaseBackend } from "./rest-case";

/** The HTTP backend of a case, and what it received. */
export class Backend {
  received: IncomingHttpHeaders = {};

  constructor(private readonly behaviour: CaseBackend) {}

  readonly listener: RequestListener = (request, response) => {
    this.received = request.headers;
    void this.answer(request).then(({ status, body }) => {
      const headers = { "Content-Type": "application/json", "Content-Length": body.length };
      response.writeHead(status, headers).end(body);
    });
  };

  private async answer(request: IncomingMessage): Promise<{ status: number; body: string }> {
    const body = await bodyOf(request);
    if (this.behaviour.echo_body !== undefined) return { status: 200, body };
    if (this.behaviour.responds_with_status_from_path) {
      return { status: Number(/\/status\/(\d{3})$/.exec(request.url ?? "")?.[1]), body: "" };
    }
    return { status: 200, body: JSON.stringify({ headers: request.headers, body }) };
  }
}
