/**
 * The X-Ray header that a sandbox sees: what the caller sent, completed as Lambda does, or a new
 * one. Its ids are taken from the request id, which is as random.
 */
export function traceHeader(sent: string | undefined, requestId: string): string {
  const digits = requestId.replaceAll("-", "");
  const root = sent ?? `Root=1-${nowInHex()}-${digits.slice(0, 24)}`;
  return root.includes("Parent=") ? root : `${root};Parent=${digits.slice(16)};Sampled=0`;
}

function nowInHex(): string {
  return Math.floor(Date.now() / 1000).toString(16);
}
