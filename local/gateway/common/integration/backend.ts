import type { ClientIdentity } from "../../../server/tls";
import http from "node:http";
import https from "node:https";
import type { HeaderLines } from "../http/http-message";
import { IntegrationFailure } from "./integration-failure";
import { groupHeaders } from "../http/multi-values";
import { tookLonger } from "./time-limit";

export interface BackendRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderLines;
  readonly body: Buffer | string;
  readonly timeoutMilliseconds: number;
  /** For HTTPS. @default no client certificate; the backend's certificate is verified */
  readonly tls?: BackendTls;
}

export interface BackendTls {
  /** Presented to a backend that asks for a certificate. */
  readonly identity?: ClientIdentity;
  readonly skipsVerification?: boolean;
  /** Name that the backend's certificate must have. @default the host of the URL */
  readonly serverName?: string;
}

export interface BackendResponse {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Buffer;
}

/**
 * @throws IntegrationFailure if no response arrives
 * @throws UnservableRequestError if requests to the URL are refused
 */
export type CallBackend = (request: BackendRequest) => Promise<BackendResponse>;

/**
 * Sends a request to an HTTP backend.
 * @throws IntegrationFailure if the URL is invalid, or no response arrives in time
 */
export async function callBackend(request: BackendRequest): Promise<BackendResponse> {
  const url = parseUrl(request.url);
  const { request: send } = url.protocol === "https:" ? https : http;
  const signal = AbortSignal.timeout(request.timeoutMilliseconds);
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(failure(url, request, signal, error));
    const outgoing = send(url, {
      method: request.method,
      headers: outgoingHeaders(request),
      signal,
      ...tlsOptions(request),
    });
    outgoing.on("error", fail);
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", fail);
      incoming.on("end", () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: pairs(incoming.rawHeaders),
          body: Buffer.concat(chunks),
        }),
      );
    });
    // With a text, Node.js would write the headers in UTF-8, whose characters are bytes already.
    outgoing.end(Buffer.from(request.body));
  });
}

/** @throws IntegrationFailure "invalid url" */
export function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new IntegrationFailure(
      "invalid url",
      `the integration's URL is invalid: ${withoutSecrets(url)}`,
    );
  }
}

/** The user and the query of a URL may be secrets. */
function withoutSecrets(url: string): string {
  return url.replace(/\?.*/s, "").replace(/\/\/[^/]*@/, "//");
}

function failure(
  { origin }: URL,
  { timeoutMilliseconds }: BackendRequest,
  { aborted }: AbortSignal,
  { code, message }: NodeJS.ErrnoException,
): IntegrationFailure {
  return aborted
    ? new IntegrationFailure("late", tookLonger(origin, timeoutMilliseconds))
    : new IntegrationFailure("unreachable", `${origin} was unreachable: ${code ?? message}`);
}

function tlsOptions({ tls }: BackendRequest): https.RequestOptions {
  return {
    ...tls?.identity,
    ...(tls?.skipsVerification && { rejectUnauthorized: false }),
    ...(tls?.serverName !== undefined && { servername: tls.serverName }),
  };
}

function outgoingHeaders({ headers, body }: BackendRequest): http.OutgoingHttpHeaders {
  const grouped: http.OutgoingHttpHeaders = Object.fromEntries(
    // Node.js rejects a list for Host.
    [...groupHeaders(headers)].map(([name, all]) => [name, all.length > 1 ? [...all] : all[0]]),
  );
  if (body.length > 0) {
    grouped["Content-Length"] = Buffer.byteLength(body);
  }
  return grouped;
}

function pairs(raw: readonly string[]): HeaderLines {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ""] as const] : []));
}
