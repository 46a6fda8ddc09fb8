import { acceptsBinary, decodeBase64 } from "../call/binary";
import type { Call } from "../call/call";
import { responseHeaderName } from "../call/header-rules";
import { headerBytes, isSendable, unsendableHeader } from "../../common/header-lines";
import { headerValue, type HttpResponse } from "../../common/http-message";
import { kindOf } from "../../common/reasons";
import { badGateway, type GatewayError } from "../call/gateway-error";

const KNOWN_KEYS = new Set([
  "statusCode",
  "headers",
  "multiValueHeaders",
  "body",
  "isBase64Encoded",
]);

/**
 * The response to the client, from the output of a function behind a proxy integration.
 * @throws GatewayError 502 when the output doesn't have the format that API Gateway requires
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
  if (!isObject(output)) {
    throw malformed(`is ${kindOf(output)}; allowed: an object`);
  }
  for (const key of Object.keys(output)) {
    if (!KNOWN_KEYS.has(key)) {
      throw malformed(`has the key ${key}; allowed: ${[...KNOWN_KEYS].join(", ")}`);
    }
  }
  return output;
}

function malformed(fault: string): GatewayError {
  return badGateway(`the function's response ${fault}`);
}

function parse(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    throw malformed("is not JSON");
  }
}

function isObject(value: unknown): value is Output {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function statusOf(value: unknown): number {
  if (value === undefined || value === null) {
    return 200;
  }
  const status = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  const isAllowed = typeof status === "number" && Number.isInteger(status);
  if (!isAllowed || status < 200 || status > 999) {
    throw malformed(`has the statusCode ${JSON.stringify(value)}; allowed: 200 to 999`);
  }
  return status;
}

interface Header {
  readonly name: string;
  readonly values: string[];
}

/** Merges both maps: values of `multiValueHeaders` come first, and its spelling of names is used. */
function headersOf(single: unknown, multi: unknown): HttpResponse["headers"] {
  const found = new Map<string, Header>();
  for (const [name, values] of entries(multi)) {
    if (!Array.isArray(values)) {
      throw malformed(`has multiValueHeaders whose ${name} is ${kindOf(values)}; allowed: a list`);
    }
    headerNamed(found, name).values.push(...values.map((value) => text(name, value)));
  }
  for (const [name, value] of entries(single)) {
    const header = headerNamed(found, name);
    const one = text(name, value);
    if (!header.values.includes(one)) {
      header.values.push(one);
    }
  }
  if (!found.has("content-type")) {
    headerNamed(found, "Content-Type").values.push("application/json");
  }
  const lines: [string, string][] = [];
  for (const { name, values } of found.values()) {
    const target = responseHeaderName(name);
    if (target === undefined) {
      continue;
    }
    for (const value of values) {
      lines.push([target, headerBytes(value)]);
    }
  }
  const unsendable = lines.find((line) => !isSendable(line));
  if (unsendable) {
    throw badGateway(unsendableHeader(unsendable));
  }
  return lines;
}

function headerNamed(found: Map<string, Header>, name: string): Header {
  const lower = name.toLowerCase();
  const header = found.get(lower) ?? { name, values: [] };
  found.set(lower, header);
  return header;
}

function entries(value: unknown): [string, unknown][] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!isObject(value)) {
    throw malformed(`has headers that are ${kindOf(value)}; allowed: an object`);
  }
  return Object.entries(value);
}

function text(name: string, value: unknown): string {
  if (typeof value === "object" && value !== null) {
    throw malformed(`has a header ${name} that is ${kindOf(value)}; allowed: a string`);
  }
  return value === null || value === undefined ? "" : String(value);
}

function bodyOf(call: Call, output: Output): Buffer | string {
  const { body, isBase64Encoded } = output;
  if (body === undefined || body === null) {
    return "";
  }
  if (typeof body !== "string") {
    throw malformed(`has a body that is ${kindOf(body)}; allowed: a string`);
  }
  const accept = headerValue(call.request.headers, "accept");
  if (isBase64Encoded !== true || !acceptsBinary(accept, call.api.binaryMediaTypes)) {
    return body;
  }
  return decodeBase64(body);
}
