import { kindOf } from "../log/reasons";

const KNOWN_KEYS = new Set([
  "statusCode",
  "headers",
  "multiValueHeaders",
  "body",
  "isBase64Encoded",
]);

/** The output of a function behind a proxy integration. */
export interface ProxyOutput {
  readonly status: number;
  /** As returned. */
  readonly headers: unknown;
  /** As returned. */
  readonly multiValueHeaders: unknown;
  /** Empty if there is none. */
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** An output that doesn't have the format that API Gateway requires. */
export class ProxyOutputError extends Error {}

/**
 * Reads the output of a function for a REST API or a WebSocket API.
 * @throws ProxyOutputError
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 */
export function parseProxyOutput(payload: Buffer): ProxyOutput {
  const output = parse(payload);
  if (!isObject(output)) {
    throw malformed(`is ${kindOf(output)}; allowed: an object`);
  }
  for (const key of Object.keys(output)) {
    if (!KNOWN_KEYS.has(key)) {
      throw malformed(`has the key ${key}; allowed: ${[...KNOWN_KEYS].join(", ")}`);
    }
  }
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = output;
  return {
    status: statusOf(statusCode),
    headers,
    multiValueHeaders,
    body: bodyOf(body),
    isBase64Encoded: isBase64Encoded === true,
  };
}

/** The reason for a malformed output. */
export function proxyFault(fault: string): string {
  return `the function's response ${fault}`;
}

function malformed(fault: string): ProxyOutputError {
  return new ProxyOutputError(proxyFault(fault));
}

function parse(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    throw malformed("is not JSON");
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
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

function bodyOf(body: unknown): string {
  if (body === undefined || body === null) {
    return "";
  }
  if (typeof body !== "string") {
    throw malformed(`has a body that is ${kindOf(body)}; allowed: a string`);
  }
  return body;
}
