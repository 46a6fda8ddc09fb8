/**
 * The X-Ray header that a sandbox sees: what the caller sent, completed as Lambda does, or a new
 * one. Its ids are taken from the request id, which is as random.
 */
export function traceHeader(sent: string | undefined, requestId: string): string {
  const root = sent ?? `Root=1-${nowInHex()}-${requestId.replaceAll("-", "").slice(0, 24)}`;
  if (root.includes("Parent=")) {
    return root;
  }
  // The last two groups of the request id's digits: 4 and 12.
  const parent = requestId.slice(-17, -13) + requestId.slice(-12);
  return `${root};Parent=${parent};Sampled=0`;
}

function nowInHex(): string {
  return Math.floor(Date.now() / 1000).toString(16);
}
