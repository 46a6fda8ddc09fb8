import { PassThrough } from "node:stream";
import type { ResponseSink } from "../../lambda/lambda-service";
import type { HttpResponse } from "../common/http/http-message";
import type { StreamingResponse } from "../common/http/streaming-response";
import { malformedStream, streamHead } from "./stream-head";

/** Turns what a handler writes into a response, whose head is known before its body. */
export class UrlResponseSink implements ResponseSink {
  /** Settles when the head has arrived. It never does if the handler writes nothing. */
  readonly response: Promise<HttpResponse | StreamingResponse>;
  private readonly body = new PassThrough();
  private resolve: (response: HttpResponse | StreamingResponse) => void = () => undefined;
  private contentType = "";
  /** What has arrived before the head is complete. */
  private early: Buffer | undefined = Buffer.alloc(0);

  constructor() {
    this.response = new Promise((resolve) => (this.resolve = resolve));
  }

  begin(contentType: string): void {
    this.contentType = contentType;
  }

  write(chunk: Buffer): Promise<void> | undefined {
    if (!this.early) {
      return this.pass(chunk);
    }
    this.early = Buffer.concat([this.early, chunk]);
    const begun = streamHead(this.contentType, this.early);
    if (!begun) {
      return undefined;
    }
    this.early = undefined;
    const { head, rest } = begun;
    if (head.problem === undefined) {
      this.resolve({ status: head.status, headers: head.headers, body: this.body });
    } else {
      this.resolve(malformedStream(head.problem));
      this.body.resume();
    }
    return this.pass(rest);
  }

  /** The handler has ended, whether it failed or not. */
  end(): void {
    this.body.end();
  }

  private pass(chunk: Buffer): Promise<void> | undefined {
    // The client may have hung up: on Lambda too, the handler goes on.
    if (chunk.length === 0 || this.body.destroyed || this.body.write(chunk)) {
      return undefined;
    }
    const { body } = this;
    return new Promise((resolve) =>
      body.once("drain", () => resolve()).once("close", () => resolve()),
    );
  }
}
