// Response streaming, as Lambda's Node.js runtime offers it to handlers: the global `awslambda`.
// https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html
const { finished } = require("node:stream/promises");
const { Writable } = require("node:stream");
const { InvalidStreamingOperation } = require("./errors.cjs");

const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");
const HTTP_RESPONSE = "application/vnd.awslambda.http-integration-response";
const DELIMITER = new Uint8Array(8);
/** The runner reads no larger frames of a response. */
const PIECE_BYTES = 1024 * 1024;

globalThis.awslambda = {
  ...globalThis.awslambda,
  /** Marks a handler, which is then called with the event, a stream and the context. */
  streamifyResponse(handler) {
    handler[STREAMING] = "response";
    return handler;
  },
  HttpResponseStream: {
    /** Has status, headers and cookies sent before the first write. */
    from(stream, metadata) {
      stream.setContentType(HTTP_RESPONSE);
      const text = JSON.stringify(metadata);
      stream._onBeforeFirstWrite = (write) => {
        write(text);
        write(DELIMITER);
      };
      return stream;
    },
  },
};

function isStreaming(handler) {
  return handler[STREAMING] === "response";
}

/** What a handler writes its response to. */
class ResponseStream extends Writable {
  #channel;
  #contentType = "application/octet-stream";
  #hasBegun = false;

  /** @param channel takes the Content-Type once, then the chunks */
  constructor(channel) {
    super();
    this.#channel = channel;
  }

  setContentType(contentType) {
    if (this.#hasBegun) {
      throw new InvalidStreamingOperation("Cannot set content-type, too late.");
    }
    this.#contentType = contentType;
  }

  /** Sends the Content-Type, unless it is sent already. */
  begin() {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#channel.begin(this.#contentType);
    }
  }

  write(chunk, encoding, callback) {
    if (!this.#hasBegun) {
      this.begin();
      this._onBeforeFirstWrite?.((first) => super.write(first));
    }
    const isRaw = typeof chunk === "string" || chunk instanceof Uint8Array;
    return super.write(isRaw ? chunk : JSON.stringify(chunk), encoding, callback);
  }

  end(chunk, encoding, callback) {
    if (chunk !== undefined && chunk !== null && typeof chunk !== "function") {
      this.write(chunk, typeof encoding === "string" ? encoding : undefined);
      return super.end(typeof encoding === "function" ? encoding : callback);
    }
    return super.end(chunk, encoding, callback);
  }

  _write(chunk, _encoding, written) {
    let at = 0;
    for (; chunk.length - at > PIECE_BYTES; at += PIECE_BYTES) {
      this.#channel.write(chunk.subarray(at, at + PIECE_BYTES));
    }
    this.#channel.write(chunk.subarray(at), written);
  }

  /** Calls a handler. Resolves when its response has ended. */
  async run(handler, event, context) {
    const ended = finished(this);
    // Reported with the handler's own error, or instead of it.
    ended.catch(() => undefined);
    const result = handler(event, this, context);
    if (typeof result?.then !== "function") {
      throw new Error("Streaming does not support non-async handlers.");
    }
    if ((await result) !== undefined) {
      console.warn("Streaming handlers ignore return values.");
    }
    await ended;
  }
}

module.exports = { isStreaming, ResponseStream };
