import { talk } from "./smoke-chat";

/** Something that a system of the app must do. */
export type SmokeCheck = RequestCheck | ConversationCheck;

/** A request to a system, and the response that it must get. */
export interface RequestCheck {
  readonly kind: "request";
  readonly system: string;
  readonly method: string;
  /** Path under the system's base URL, without a leading slash. */
  readonly path: string;
  readonly status: number;
  readonly request?: SmokeRequest;
  /** What is wrong with the response; undefined if it is as expected. */
  readonly fault: (response: SmokeResponse) => string | undefined;
}

/** A conversation with a system by other means than single requests. */
export interface ConversationCheck {
  readonly kind: "conversation";
  readonly system: string;
  /** What happens: `two clients exchange a message`. */
  readonly what: string;
  /** @returns what is wrong; undefined if all is as expected */
  readonly converse: (url: string, signal: AbortSignal) => Promise<string | undefined>;
}

export interface SmokeRequest {
  /** Whether the request carries a token. */
  readonly withToken: true;
  /** Sent as JSON. */
  readonly body?: object;
}

export interface SmokeResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const WITH_TOKEN: SmokeRequest = { withToken: true };
const NOTE = { text: "Written by npm run smoke" };

/** The responses of the six systems, as in the table of constructs/README.md. */
export const smokeChecks: readonly SmokeCheck[] = [
  check("hello", "GET", "", 200, exactly('"Hello form Awstut !"')),
  check("hello", "GET", "no-such-path", 404, exactly('{"message":"Not Found"}')),
  check("lambda_api", "POST", "lambda", 200, exactly("Hello, World!")),
  check("sample01", "GET", "hoge", 200, exactly('{"message": "hogehoge"}')),
  check(
    "sample01",
    "GET",
    "fuga",
    400,
    exactly('{"message": "[400:BadRequest] fuga is not hoge"}'),
  ),
  check("notes", "GET", "health", 200, exactly('{"status":"ok"}')),
  check("notes", "GET", "notes/smoke", 401, exactly('{"message":"Unauthorized"}')),
  check("notes", "PUT", "notes/smoke", 200, aNote, { withToken: true, body: NOTE }),
  check("notes", "GET", "notes/smoke", 200, aNote, WITH_TOKEN),
  check("notes", "DELETE", "notes/smoke", 204, exactly(""), WITH_TOKEN),
  check("notes", "GET", "notes/smoke", 404, exactly('{"message":"Not Found"}'), WITH_TOKEN),
  check("chat", "GET", "", 200, aPage),
  {
    kind: "conversation",
    system: "chat",
    what: "two clients exchange a message",
    converse: talk,
  },
  check("account_settings", "GET", "", 200, accountUsage),
  check("account_settings", "PUT", "any/path", 200, accountUsage),
];

function check(
  system: string,
  method: string,
  path: string,
  status: number,
  fault: RequestCheck["fault"],
  request?: SmokeRequest,
): RequestCheck {
  return { kind: "request", system, method, path, status, fault, ...(request && { request }) };
}

function exactly(body: string): RequestCheck["fault"] {
  return (response) =>
    response.body.trimEnd() === body
      ? undefined
      : `expected the body ${body}, got ${response.body}`;
}

function aPage({ headers, body }: SmokeResponse): string | undefined {
  const type = headers.get("content-type");
  return type?.startsWith("text/html") ? undefined : `expected a page, got ${type}: ${body}`;
}

function aNote({ body }: SmokeResponse): string | undefined {
  return parseObject(body)?.["text"] === NOTE.text
    ? undefined
    : `expected a note with the text ${JSON.stringify(NOTE.text)}, got ${body}`;
}

function accountUsage({ headers, body }: SmokeResponse): string | undefined {
  if (headers.get("x-custom-header") !== "My value, My other value") {
    return `expected X-Custom-Header twice, got ${headers.get("x-custom-header")}`;
  }
  const usage = parseObject(body);
  const counts = ["TotalCodeSize", "FunctionCount"].map((name) => usage?.[name]);
  return counts.every((count) => Number.isInteger(count))
    ? undefined
    : `expected TotalCodeSize and FunctionCount, got ${body}`;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
