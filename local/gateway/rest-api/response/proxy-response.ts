import { acceptsBinary, ConversionError, decodeBase64 } from "../binary";
import type { Call } from "../request/call";
import { responseHeaderName } from "../request/header-rules";
import { headerBytes, isSendable } from "../../common/header-lines";
import { headerValue, type HttpResponse } from "../../common/http-message";
import { badGateway, configurationError } from "./gateway-error";

const KNOWN_KEYS = new Set([
  "statusCode",
  "headers",
  "multiValueHeaders",
  "body",
  "isBase64Encoded",
]);

/**
 * The response that a function behind a proxy integration asks for.
 * @throws GatewayError 502 when its output isn't of the form that API Gateway takes
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 */
export function proxyResponse(call: Call, payload: Buffer): HttpResponse {
  const output = parseOutput(payload);
  return {
    status: statusOf(output["statusCode"]),
    headers: headersOf(output["headers"], output["multiValueHeaders"]),
    body: bodyOf(call, output),
  };
}

type Output = Readonly<Record<string, unknown>>;

function parseOutput(payload: Buffer): Output {
  const output = parse(payload);
  if (!isObject(output)) throw badGateway();
  for (const key of Object.keys(output)) if (!KNOWN_KEYS.has(key)) throw badGateway();
  return output;
}

function parse(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    throw badGateway();
  }
}

function isObject(value: unknown): value is Output {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function statusOf(value: unknown): number {
  if (value === undefined || value === null) return 200;
  const status = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof status !== "number" || !Number.isInteger(status)) throw badGateway();
  if (status < 200 || status > 999) throw badGateway();
  return status;
}

interface Header {
  readonly name: string;
  readonly values: string[];
}

/** Values of both maps are one header: those of `multiValueHeaders` first, and named as there. */
function headersOf(single: unknown, multi: unknown): HttpResponse["headers"] {
  const found = new Map<string, Header>();
  for (const [name, values] of entries(multi)) {
    if (!Array.isArray(values)) throw badGateway();
    headerNamed(found, name).values.push(...values.map(text));
  }
  for (const [name, value] of entries(single)) {
    const header = headerNamed(found, name);
    if (!header.values.includes(text(value))) header.values.push(text(value));
  }
  if (!found.has("content-type"))
    headerNamed(found, "Content-Type").values.push("application/json");
  const lines: [string, string][] = [];
  for (const { name, values } of found.values()) {
    const target = responseHeaderName(name);
    if (target === undefined) continue;
    for (const value of values) lines.push([target, headerBytes(value)]);
  }
  if (!lines.every(isSendable)) throw badGateway();
  return lines;
}

function headerNamed(found: Map<string, Header>, name: string): Header {
  const lower = name.toLowerCase();
  const header = found.get(lower) ?? { name, values: [] };
  found.set(lower, header);
  return header;
}

function entries(value: unknown): [string, unknown][] {
  if (value === undefined || value === null) return [];
  if (!isObject(value)) throw badGateway();
  return Object.entries(value);
}

function text(value: unknown): string {
  if (typeof value === "object" && value !== null) throw badGateway();
  return value === null || value === undefined ? "" : String(value);
}

function bodyOf(call: Call, output: Output): Buffer | string {
  const { body, isBase64Encoded } = output;
  if (body === undefined || body === null) return "";
  if (typeof body !== "string") throw badGateway();
  const accept = headerValue(call.request.headers, "accept");
  if (isBase64Encoded !== true || !acceptsBinary(accept, call.api.binaryMediaTypes)) return body;
  try {
    return decodeBase64(body);
  } catch (error) {
    throw error instanceof ConversionError ? configurationError() : error;
  }
}
