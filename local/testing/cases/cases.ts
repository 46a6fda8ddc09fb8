import { isUtf8 } from "node:buffer";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isSecretName, MASK } from "../../log/masked";
import type { FetchOptions } from "../serve/request";
import type { ReceivedResponse } from "../serve/send";

/** A request and its response, as a file of cases contains them. */
export interface Case {
  readonly request: CaseRequest;
  readonly response: CaseResponse;
}

export interface CaseRequest extends CaseBody {
  /** `GET /pets/7` */
  readonly route: string;
  readonly api?: string;
  readonly stage?: string;
  readonly query?: FetchOptions["query"];
  readonly headers?: FetchOptions["headers"];
}

/** What is missing isn't compared. */
export interface CaseResponse extends CaseBody {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A body has one of these forms: JSON, text, or other bytes. */
export interface CaseBody {
  readonly json?: unknown;
  readonly text?: string;
  readonly base64?: string;
}

/** They differ with each request, or between loopback and AWS. */
const VOLATILE =
  /^(?:date|connection|keep-alive|content-length|age|via|server|apigw-requestid|x-amzn-(?:requestid|trace-id|remapped-.*)|x-amz-(?:apigw-id|cf-.*)|x-cache)$/;

export function caseRequest(route: string, options: FetchOptions): CaseRequest {
  const { api, stage, query, headers, body } = options;
  return { route, api, stage, query, headers: headers && masked(headers), ...sentBody(body) };
}

export function caseResponse({ status, headers, body }: ReceivedResponse): CaseResponse {
  const kept = [...headers].filter(([name]) => !VOLATILE.test(name));
  const type = headers.get("content-type") ?? "";
  return { status, headers: masked(Object.fromEntries(kept)), ...receivedBody(body, type) };
}

/** @throws Error if the file has another form */
export function readCases(file: string): Case[] {
  const cases: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!Array.isArray(cases)) {
    throw new Error(`${file} is not a file of cases: it contains no list`);
  }
  return cases as Case[];
}

export function writeCases(file: string, cases: readonly Case[]): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(cases, null, 2)}\n`);
}

function masked<V>(headers: Readonly<Record<string, V>>): Record<string, V | string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isSecretName(name) ? MASK : value]),
  );
}

function sentBody(body: unknown): CaseBody {
  if (body === undefined) {
    return {};
  }
  if (typeof body === "string") {
    return { text: body };
  }
  return body instanceof Uint8Array ? bytes(Buffer.from(body)) : { json: body };
}

function receivedBody(body: Buffer, contentType: string): CaseBody {
  if (body.length === 0 || !isUtf8(body)) {
    return bytes(body);
  }
  const text = body.toString("utf8");
  try {
    return /[/+]json\b/i.test(contentType) ? { json: JSON.parse(text) } : { text };
  } catch {
    return { text };
  }
}

function bytes(body: Buffer): CaseBody {
  return body.length === 0 ? { text: "" } : { base64: body.toString("base64") };
}
