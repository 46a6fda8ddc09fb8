import { randomFillSync, randomUUID } from "node:crypto";

/** The ids that API Gateway gives to a request. */
export interface RequestIds {
  readonly requestId: string;
  /** Also the header x-amz-apigw-id. */
  readonly extendedRequestId: string;
  readonly trace: TraceHeader;
}

export interface TraceHeader {
  /** As the integration gets it. */
  readonly request: string;
  /** As the client gets it back. */
  readonly response: string;
}

export function newRequestIds(clientTrace: string | undefined): RequestIds {
  return {
    requestId: randomUUID(),
    extendedRequestId: `${randomText(12, "base64url").slice(0, 15)}=`,
    trace: traceHeader(clientTrace),
  };
}

/**
 * The X-Ray header: what the client sent is kept, and completed in the answer.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
function traceHeader(sent: string | undefined): TraceHeader {
  const request = sent?.includes("Root=") ? sent : newRoot();
  const parent = request.includes("Parent=") ? "" : `;Parent=${randomText(8, "hex")}`;
  const sampled = request.includes("Sampled=") ? "" : ";Sampled=0";
  return { request, response: `${request}${parent}${sampled}` };
}

function newRoot(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomText(12, "hex")}`;
}

/** Random bytes in stock, for each request wants a few and asking for them is a system call. */
const stock = Buffer.alloc(8192);
let used = stock.length;

function randomText(bytes: number, encoding: "hex" | "base64url"): string {
  if (used + bytes > stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  used += bytes;
  return stock.toString(encoding, used - bytes, used);
}
