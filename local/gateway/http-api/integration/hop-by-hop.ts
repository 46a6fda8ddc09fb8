/** Headers of one connection, not of the message: a proxy must not pass them on. */
const OF_CONNECTION = new Set([
  "connection",
  "content-length",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

export function isOfConnection(name: string): boolean {
  return OF_CONNECTION.has(name.toLowerCase());
}
