import type { ClientCertificate } from "./client-certificate";
import type { DomainMapping } from "./domain-mapping";

/** Header lines in their original order and case. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

/** A request with its whole body. */
export interface HttpRequest {
  readonly method: string;
  /** As sent to the default endpoint: with the stage, not decoded, without the query. */
  readonly path: string;
  /** The custom domain of the request. @default it was sent to the default endpoint */
  readonly domain?: DomainMapping & { readonly sentPath: string };
  /** As sent, without the question mark. */
  readonly query: string;
  readonly headers: HeaderLines;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly scheme: "http" | "https";
  /** Of a request to a custom domain with mutual TLS. */
  readonly clientCertificate?: ClientCertificate;
  /** The port that received the request. */
  readonly port: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Buffer | string;
  /** For the log: why the gateway itself responded. Undefined for an integration's response. */
  readonly reason?: string;
  /** The error of the authorizer or the integration as AWS's access log shows it, if known. */
  readonly loggedError?: string;
  /** For the log: the error of the AWS service that the integration called. */
  readonly serviceError?: string | undefined;
}

/** The last value of a header. */
export function headerValue(headers: HeaderLines, name: string): string | undefined {
  return headerValues(headers, name).at(-1);
}

/** All values of a header, in order. */
export function headerValues(headers: HeaderLines, name: string): string[] {
  const lowerName = name.toLowerCase();
  return headers.filter((line) => isNamed(line[0], lowerName)).map(([, value]) => value);
}

/** @param lowerName in lower case */
export function isNamed(name: string, lowerName: string): boolean {
  return name.toLowerCase() === lowerName;
}

/** All values of a header as one, the way mappings read them. */
export function joinedValues(headers: HeaderLines, name: string): string | undefined {
  const values = headerValues(headers, name);
  return values.length > 0 ? values.join(",") : undefined;
}

/** The media type in a Content-Type or in one part of an Accept header, without its parameters. */
export function mediaType(value: string): string {
  return (value.split(";", 1)[0] ?? "").trim().toLowerCase();
}
