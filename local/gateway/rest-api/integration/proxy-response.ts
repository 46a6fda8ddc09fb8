import { decodeBase64 } from "../../common/mapping/base64";
import { acceptsBinary } from "../call/binary";
import type { Call } from "../call/call";
import { responseHeaderName } from "../call/header-rules";
import { headerBytes, isSendable, unsendableHeader } from "../../common/http/header-lines";
import { headerValue, type HttpResponse } from "../../common/http/http-message";
import {
  parseProxyOutput,
  proxyFault,
  ProxyOutputError,
  type ProxyOutput,
} from "../../common/integration/proxy-output";
import { kindOf } from "../../common/log/reasons";
import { badGateway, type GatewayError } from "../call/gateway-error";

/**
 * The response to the client, from the output of a function behind a proxy integration.
 * @throws GatewayError 502 when the output doesn't have the format that API Gateway requires
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 */
export function proxyResponse(call: Call, payload: Buffer): HttpResponse {
  const output = readOutput(payload);
  return {
    status: output.status,
    headers: headersOf(output.headers, output.multiValueHeaders),
    body: bodyOf(call, output),
  };
}

function readOutput(payload: Buffer): ProxyOutput {
  try {
    return parseProxyOutput(payload);
  } catch (error) {
    throw error instanceof ProxyOutputError ? badGateway(error.message) : error;
  }
}

function malformed(fault: string): GatewayError {
  return badGateway(proxyFault(fault));
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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

function bodyOf(call: Call, { body, isBase64Encoded }: ProxyOutput): Buffer | string {
  const accept = headerValue(call.request.headers, "accept");
  return isBase64Encoded && acceptsBinary(accept, call.api.binaryMediaTypes)
    ? decodeBase64(body)
    : body;
}
