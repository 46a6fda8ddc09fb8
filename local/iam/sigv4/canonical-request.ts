import { createHash } from "node:crypto";
import { queryPairs, valuesOf, type SignedRequest } from "./signed-request";

/**
 * The canonical form of a request, which both sides sign.
 * @param signedHeaders names in lower case, as the client listed them
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 */
export function canonicalRequest(
  request: SignedRequest,
  signedHeaders: readonly string[],
  { service }: { readonly service: string },
): string {
  const headers = signedHeaders.map(
    (name) => `${name}:${valuesOf(request, name).map(collapsed).join(",")}\n`,
  );
  return [
    request.method,
    // Amazon S3 alone signs paths as they are sent.
    service === "s3" ? request.path : canonicalPath(request.path),
    canonicalQuery(request.query),
    headers.join(""),
    signedHeaders.join(";"),
    createHash("sha256").update(request.body).digest("hex"),
  ].join("\n");
}

function collapsed(value: string): string {
  return value.trim().replace(/\s+/g, " ");
}

/** Normalized, and with what is already encoded encoded again. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") {
      segments.pop();
    } else if (segment !== "" && segment !== ".") {
      segments.push(encoded(segment));
    }
  }
  const isFolder = path.endsWith("/") && segments.length > 0;
  return `/${segments.join("/")}${isFolder ? "/" : ""}`;
}

function canonicalQuery(query: string): string {
  return queryPairs(query)
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => [encoded(name), encoded(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** By code point, whatever the locale. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Everything except A-Z, a-z, 0-9 and `-_.~`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
