import type { IncomingMessage } from "node:http";

/** Sent by browsers for what no page asked for, or a page of the very same origin. */
const OWN = [undefined, "none", "same-origin"];

/**
 * Why a request that a page of some site makes is refused: Lambda's API is for tools and SDKs, and
 * any page could run functions. Browsers send `Origin` with each POST and each readable GET.
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function crossOriginRefusal({ headers }: IncomingMessage): string | undefined {
  if (headers.origin !== undefined) {
    return "the request has an Origin header, so a web page sent it; the Lambda API takes none from web pages";
  }
  return OWN.includes(headers["sec-fetch-site"])
    ? undefined
    : "a web page sent the request (Sec-Fetch-Site); the Lambda API takes none from web pages";
}
