import type { ResponseSink, StreamedResponse } from "../lambda-service";
import { MAX_RESPONSE_BYTES } from "./channel";

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html */
const MAX_STREAMED_BYTES = 200 * 1024 * 1024;

/** The response of a handler that streams it: passed on to a sink, or buffered. */
export class ResponseStream {
  private readonly chunks: Buffer[] = [];
  private bytes = 0;

  constructor(
    private readonly contentType: string,
    private readonly sink: ResponseSink | undefined,
  ) {
    sink?.begin(contentType);
  }

  /** Whether the response exceeds Lambda's limit: nothing more is taken then. */
  get isTooLarge(): boolean {
    return this.bytes > (this.sink ? MAX_STREAMED_BYTES : MAX_RESPONSE_BYTES);
  }

  /** @returns when to continue, if the sink is full */
  write(chunk: Buffer): Promise<void> | undefined {
    this.bytes += chunk.length;
    if (this.isTooLarge) {
      return undefined;
    }
    if (this.sink) {
      return this.sink.write(chunk);
    }
    this.chunks.push(chunk);
    return undefined;
  }

  /** Undefined for a response that is too large. */
  get streamed(): StreamedResponse | undefined {
    return this.isTooLarge
      ? undefined
      : { contentType: this.contentType, body: Buffer.concat(this.chunks) };
  }
}
