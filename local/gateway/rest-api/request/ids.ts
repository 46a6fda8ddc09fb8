import { randomBytes, randomUUID } from "node:crypto";

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
    extendedRequestId: `${randomBytes(11).toString("base64url").slice(0, 15)}=`,
    trace: traceHeader(clientTrace),
  };
}

/**
 * The X-Ray header: what the client sent is kept, and completed in the answer.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
function traceHeader(sent: string | undefined): TraceHeader {
  const request = sent?.includes("Root=") ? sent : newRoot();
  const parent = request.includes("Parent=") ? "" : `;Parent=${randomBytes(8).toString("hex")}`;
  const sampled = request.includes("Sampled=") ? "" : ";Sampled=0";
  return { request, response: `${request}${parent}${sampled}` };
}

function newRoot(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString("hex")}`;
}
