import { randomUUID } from "node:crypto";

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
    extendedRequestId: `${Buffer.from(randomHex(), "hex").toString("base64url").slice(0, 15)}=`,
    trace: traceHeader(clientTrace),
  };
}

/**
 * The X-Ray header: what the client sent is kept, and completed in the answer.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
function traceHeader(sent: string | undefined): TraceHeader {
  const request = sent?.includes("Root=") ? sent : newRoot();
  const parent = request.includes("Parent=") ? "" : `;Parent=${randomHex().slice(-16)}`;
  const sampled = request.includes("Sampled=") ? "" : ";Sampled=0";
  return { request, response: `${request}${parent}${sampled}` };
}

function newRoot(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomHex().slice(-24)}`;
}

/** Node keeps random bytes for UUIDs in stock, so that they cost no system call each. */
function randomHex(): string {
  return randomUUID().replaceAll("-", "");
}
