import type {
  ClientHttp2Session,
  IncomingHttpHeaders,
  OutgoingHttpHeaders,
  ServerHttp2Stream,
} from "node:http2";
import { bytesOf } from "./bytes";

/**
 * A unary response of gRPC as it is on the wire.
 * @see https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 */
export interface GrpcResponse {
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  /** A response without a message has only headers. */
  readonly trailers?: IncomingHttpHeaders;
}

export type Failure = "UNIMPLEMENTED" | "UNAVAILABLE";

const CODES: Readonly<Record<Failure, string>> = { UNIMPLEMENTED: "12", UNAVAILABLE: "14" };
const HEADERS = { ":status": 200, "content-type": "application/grpc" };
/** Before a message: whether it is compressed, and its length. */
const PREFIX_LENGTH = 5;

export function success(message: Buffer): GrpcResponse {
  const prefix = Buffer.alloc(PREFIX_LENGTH);
  prefix.writeUInt32BE(message.length, 1);
  const body = Buffer.concat([prefix, message]);
  return { headers: HEADERS, body, trailers: { "grpc-status": "0" } };
}

export function failure(code: Failure, message: string): GrpcResponse {
  const status = { "grpc-status": CODES[code], "grpc-message": encodeURIComponent(message) };
  return { headers: { ...HEADERS, ...status }, body: Buffer.alloc(0) };
}

/** The message of a successful response. */
export function messageOf({ body, headers }: GrpcResponse): Buffer {
  if (body.length < PREFIX_LENGTH || body[0] !== 0) {
    throw new Error(`no uncompressed message, but ${JSON.stringify(headers)}`);
  }
  return body.subarray(PREFIX_LENGTH);
}

/** Sends the body of a request. */
export function call(session: ClientHttp2Session, path: string, body: Buffer) {
  return new Promise<GrpcResponse>((resolve, reject) => {
    const grpc = { "content-type": "application/grpc", te: "trailers" };
    const stream = session.request({ ":method": "POST", ":path": path, ...grpc });
    let headers: OutgoingHttpHeaders = {};
    let trailers: IncomingHttpHeaders | undefined;
    stream.on("response", (received) => (headers = received));
    stream.on("trailers", (received) => (trailers = received));
    stream.on("error", reject);
    bytesOf(stream).then((received) => resolve({ headers, body: received, trailers }), reject);
    stream.end(body);
  });
}

export function respond(stream: ServerHttp2Stream, response: GrpcResponse): void {
  const { headers, body, trailers } = response;
  if (stream.destroyed) {
    return;
  }
  if (trailers === undefined) {
    return stream.respond(headers, { endStream: true });
  }
  stream.respond(headers, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers(trailers));
  stream.end(body);
}
