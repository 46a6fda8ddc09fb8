import { randomFillSync, randomUUID } from "node:crypto";

/** The ids that API Gateway gives to a request. */
export interface RequestIds {
  readonly requestId: string;
  /** Also the header `x-amz-apigw-id` or `Apigw-Requestid`. */
  readonly extendedRequestId: string;
  /** The X-Ray header that the integration receives. */
  readonly trace: string;
}

/** @param clientTrace the X-Ray header of the request */
export function newRequestIds(clientTrace: string | undefined): RequestIds {
  return {
    requestId: randomUUID(),
    extendedRequestId: `${randomText(12, "base64url").slice(0, 15)}=`,
    trace: clientTrace?.includes("Root=") ? clientTrace : newTraceRoot(),
  };
}

/**
 * The X-Ray header that the client receives.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function completedTrace(trace: string): string {
  const parent = trace.includes("Parent=") ? "" : `;Parent=${randomText(8, "hex")}`;
  const sampled = trace.includes("Sampled=") ? "" : ";Sampled=0";
  return `${trace}${parent}${sampled}`;
}

function newTraceRoot(): string {
  return `Root=${newTraceId()}`;
}

/** An ID in the form of X-Ray's: `1-<8 hex>-<24 hex>`. */
export function newTraceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `1-${seconds}-${randomText(12, "hex")}`;
}

/** Random digits, two for each byte. */
export function randomHex(bytes: number): string {
  return randomText(bytes, "hex");
}

/** A stock of random bytes: every request needs a few, and each call for them is a system call. */
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
