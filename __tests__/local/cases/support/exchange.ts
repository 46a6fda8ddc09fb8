import http from "node:http";
import type { BackendRequest } from "./case-backend";
import type { ServiceRecords } from "./case-services";
import type { Item } from "./case-table";

/** A request of a recorded case. */
export interface CaseRequest {
  readonly method: string;
  /** Within the stage. */
  readonly path?: string;
  /** The whole path as sent, in place of `path`. */
  readonly raw_path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** The header lines as sent, in place of `headers`. */
  readonly header_lines?: readonly (readonly [string, string])[];
  readonly body?: string;
  readonly body_base64?: string;
  /** The claims of a valid token, which is sent in the header Authorization. */
  readonly jwt_claims?: object;
  /** In words, or true: AWS's signer signs the request. */
  readonly signed?: string | true;
  /** The requests before it. */
  readonly before?: readonly CaseRequest[];
  /** How often it is sent, one after the other: the last response counts. @default 1 */
  readonly repeat?: number;
  /** How often a request before it is sent, all at once. @default 1 */
  readonly parallel?: number;
}

/** What came back, and what the function or the backend had received. */
export interface Exchange {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  /** The event that the function received. */
  event(): object;
  /** Whether the function was invoked; undefined where that isn't observed. */
  readonly isInvoked?: boolean;
  /** What the backend received; undefined where it wasn't called. */
  readonly backendRequest: BackendRequest | undefined;
  /** The events that the function of the authorizer received. */
  readonly authorizerEvents: readonly object[];
  readonly apiId: string;
  /** Of the request, in the access log; empty where its stage has none. */
  readonly accessLine: string;
  /** What AWS services received; undefined where that isn't observed. */
  readonly services?: ReceivedByServices;
  /** The responses to the requests before it. */
  readonly earlier: readonly CaseResponse[];
}

export interface ReceivedByServices extends ServiceRecords {
  readonly addedItems: readonly Item[];
}

export type CaseResponse = Pick<Exchange, "status" | "headers" | "body">;

/** Sends a request just as the case has it: no header and no byte of the path is changed. */
export function send(base: string, stagePath: string, request: CaseRequest): Promise<CaseResponse> {
  const path = request.raw_path ?? `${stagePath}${request.path ?? "/"}`;
  const query = request.query === undefined ? "" : `?${request.query}`;
  const { hostname, port, host } = new URL(base);
  const { method, headers: named = {}, header_lines: lines } = request;
  const headers = lines ? ["Host", host, ...lines.flat()] : named;
  return new Promise((resolve, reject) => {
    const outgoing = http.request({ hostname, port, method, headers, path: path + query });
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      // What has arrived counts, even if the connection was cut.
      incoming.on("error", () => undefined);
      incoming.on("close", () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: pairs(incoming.rawHeaders),
          body: Buffer.concat(chunks),
        }),
      );
    });
    outgoing.end(bodyOf(request));
  });
}

function bodyOf({ body, body_base64 }: CaseRequest): Buffer | string | undefined {
  return body_base64 === undefined ? body : Buffer.from(body_base64, "base64");
}

function pairs(raw: readonly string[]): (readonly [string, string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""]] : []));
}
