import { headerValue } from "../http/http-message";
import type { BackendResponse } from "../integration/backend";

/** Longer messages are shortened. */
const MESSAGE_LENGTH = 200;

/**
 * The error of an AWS service for the log: `sqs responded 400 InvalidParameterValue: …`. Only the
 * first line of its message: for a wrong signature, the next ones quote the request's headers.
 * @returns undefined if the service responded with less than 400
 */
export function serviceError(service: string, response: BackendResponse): string | undefined {
  const { status, headers } = response;
  if (status < 400) {
    return undefined;
  }
  const { type = headerValue(headers, "x-amzn-errortype"), message } = errorIn(response);
  const name = type?.replace(/^.*#|:.*$/g, "") ?? "";
  const [line = ""] = (message ?? "").trim().split("\n");
  const shown = line.length > MESSAGE_LENGTH ? `${line.slice(0, MESSAGE_LENGTH)}…` : line;
  const error = [name, shown].filter((part) => part !== "").join(": ");
  return `${service} responded ${status}${error && ` ${error}`}`;
}

interface ErrorText {
  readonly type?: string | undefined;
  readonly message?: string | undefined;
}

function errorIn({ body }: BackendResponse): ErrorText {
  const text = body.toString("utf8");
  try {
    const json = JSON.parse(text) as unknown;
    return { type: field(json, /^(__type|code)$/i), message: field(json, /^message$/i) };
  } catch {
    return { type: element(text, "Code"), message: element(text, "Message") };
  }
}

function field(json: unknown, name: RegExp): string | undefined {
  const fields = Object.entries(Object(json) as Record<string, unknown>);
  const [, value] = fields.find(([key]) => name.test(key)) ?? [];
  return typeof value === "string" ? value : undefined;
}

function element(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
}
