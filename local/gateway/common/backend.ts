import http from "node:http";
import https from "node:https";
import type { HeaderLines } from "./http-message";
import { IntegrationFailure } from "./integration-failure";

export interface BackendRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderLines;
  readonly body: Buffer | string;
  readonly timeoutMilliseconds: number;
}

export interface BackendResponse {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Buffer;
}

/** Sends a request to an HTTP backend. @throws IntegrationFailure without an answer in time */
export async function callBackend(request: BackendRequest): Promise<BackendResponse> {
  const url = parseUrl(request.url);
  const { request: send } = url.protocol === "https:" ? https : http;
  const signal = AbortSignal.timeout(request.timeoutMilliseconds);
  return new Promise((resolve, reject) => {
    const fail = () => reject(failure(signal));
    const outgoing = send(url, { method: request.method, headers: grouped(request), signal });
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
    outgoing.end(request.body);
  });
}

function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new IntegrationFailure("invalid url");
  }
}

function failure(signal: AbortSignal): IntegrationFailure {
  return new IntegrationFailure(signal.aborted ? "late" : "unreachable");
}

function grouped({ headers, body }: BackendRequest): http.OutgoingHttpHeaders {
  const lines = new Map<string, string[]>();
  for (const [name, value] of headers) lines.set(name, [...(lines.get(name) ?? []), value]);
  if (body.length > 0) lines.set("Content-Length", [String(Buffer.byteLength(body))]);
  return Object.fromEntries(lines);
}

function pairs(raw: readonly string[]): HeaderLines {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ""] as const] : []));
}
