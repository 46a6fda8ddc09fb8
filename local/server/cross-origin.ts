import type { IncomingMessage } from "node:http";

/** Values of requests that no page sent, or a page of the same origin. */
const OWN = [undefined, "none", "same-origin"];

/**
 * The reason to refuse a request that a web page sent: an API of AWS is for tools and SDKs, and any
 * page could run functions or read data. Browsers send `Origin` with each POST and each readable GET.
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function crossOriginRefusal(
  { headers }: IncomingMessage,
  server: string,
): string | undefined {
  if (headers.origin !== undefined) {
    return `the request has an Origin header, so a web page sent it; ${server} takes none from web pages`;
  }
  return OWN.includes(headers["sec-fetch-site"])
    ? undefined
    : `a web page sent the request (Sec-Fetch-Site); ${server} takes none from web pages`;
}
