import { headerBytes, isSendable, unsendableHeader } from "../../common/http/header-lines";
import type { HttpResponse } from "../../common/http/http-message";
import { kindOf } from "../../common/log/reasons";
import { internalServerError } from "../own-responses";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Converts a function's result to a response. In format 2.0 a result without `statusCode` is the body.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function lambdaResponse(payload: Buffer, format: "1.0" | "2.0"): HttpResponse {
  const text = payload.toString("utf8");
  let result: unknown;
  try {
    result = JSON.parse(text);
  } catch {
    return internalServerError("the function's response is not JSON");
  }
  const fields = isFields(result) ? result : undefined;
  if (fields && Object.hasOwn(fields, "statusCode")) {
    return responseFrom(fields, format);
  }
  if (format === "1.0") {
    return internalServerError(
      `the function's response has no statusCode: it is ${kindOf(result)}`,
    );
  }
  return {
    status: 200,
    headers: [["Content-Type", "application/json"]],
    body: typeof result === "string" ? result : JSON.stringify(result),
  };
}

function responseFrom(fields: Fields, format: "1.0" | "2.0"): HttpResponse {
  const status = Number(fields["statusCode"]);
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    return internalServerError(
      `the function's response has the statusCode ${JSON.stringify(fields["statusCode"])}; allowed: 200 to 599`,
    );
  }
  const headers = [
    ...singleHeaders(fields["headers"]),
    ...(format === "1.0"
      ? multiHeaders(fields["multiValueHeaders"])
      : cookieHeaders(fields["cookies"])),
  ].map(([name, value]) => [name, headerBytes(value)] as const);
  const unsendable = headers.find((line) => !isSendable(line));
  if (unsendable) {
    return internalServerError(unsendableHeader(unsendable));
  }
  if (!headers.some(([name]) => name.toLowerCase() === "content-type")) {
    headers.push(["Content-Type", "text/plain; charset=utf-8"]);
  }
  return { status, headers, body: bodyOf(fields) };
}

function bodyOf({ body, isBase64Encoded }: Fields): string | Buffer {
  if (body === undefined || body === null) {
    return "";
  }
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return isBase64Encoded === true ? Buffer.from(text, "base64") : text;
}

function singleHeaders(value: unknown): [string, string][] {
  if (!isFields(value)) {
    return [];
  }
  return Object.entries(value).map(([name, one]) => [name, String(one)]);
}

function multiHeaders(value: unknown): [string, string][] {
  if (!isFields(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([name, many]) =>
    [many].flat().map((one): [string, string] => [name, String(one)]),
  );
}

function cookieHeaders(value: unknown): [string, string][] {
  if (!Array.isArray(value)) {
    return [];
  }
  return value.map((cookie) => ["set-cookie", String(cookie)]);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
