import type { Exchange } from "./exchange";
import { expectAsRecorded, type Expectation } from "./expectation";
import type { WebSocketEvent } from "./websocket-stub";

/** The response to a handshake. */
export interface HandshakeResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** What came of a case. */
export interface WebSocketExchange extends Exchange {
  /** Undefined for an ordinary request. */
  readonly handshake: HandshakeResponse | undefined;
  /** Of the message, in the execution log; empty where its stage has none. */
  readonly executionLines: readonly string[];
  /** What the client received. */
  readonly messages: readonly string[];
  readonly isOpen: boolean;
  /** How the connection was closed; it never resolves for one that is open. */
  readonly closed: () => Promise<unknown>;
}

interface HandshakeExpectation {
  readonly status?: number;
  readonly body?: string;
  readonly body_matches?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly header_names?: readonly string[];
  readonly headers_present?: readonly string[];
  readonly headers_absent?: readonly string[];
  readonly json_subset?: object;
  readonly json_keys?: readonly string[];
}

interface WebSocketExpectation {
  readonly handshake: HandshakeExpectation;
  readonly messages: readonly string[];
  readonly messages_exact_count: number;
  readonly message_matches: readonly string[];
  readonly message_json_subset: object;
  readonly message_json_keys: readonly string[];
  readonly open: true;
  readonly connection: "open";
  readonly close: object;
  readonly invoked_route: string;
  /** Selects the event that other words are about. */
  readonly event_for: string;
  readonly event_keys: readonly string[] | Readonly<Record<string, readonly string[]>>;
  readonly authorizer_event_absent: readonly string[];
  readonly execution_log_matches: readonly string[];
}

type Check<K extends keyof WebSocketExpectation> = (
  exchange: WebSocketExchange,
  expected: WebSocketExpectation[K],
) => void | Promise<void>;

/** A check for each word that only cases of WebSocket APIs use. */
const CHECKS: { readonly [K in keyof WebSocketExpectation]: Check<K> } = {
  handshake: ({ handshake }, expected) => expectHandshake(handshake, expected),
  messages: ({ messages }, expected) => expect(messages).toEqual(expected),
  messages_exact_count: ({ messages }, expected) => expect(messages).toHaveLength(expected),
  message_matches: ({ messages }, expected) => {
    expect(messages).toEqual(expected.map((one) => expect.stringMatching(new RegExp(one))));
  },
  message_json_subset: ({ messages }, expected) =>
    expect(JSON.parse(messages[0] ?? "")).toMatchObject(expected),
  message_json_keys: ({ messages }, expected) =>
    expect(Object.keys(JSON.parse(messages[0] ?? "") as object)).toEqual(expected),
  open: ({ isOpen }, expected) => expect(isOpen).toBe(expected),
  connection: ({ isOpen }) => expect(isOpen).toBe(true),
  close: async ({ closed }, expected) => expect(await closed()).toEqual(expected),
  invoked_route: ({ event }, expected) => expect(routeKeyOf(event)).toBe(expected),
  event_for: ({ event }, expected) => expect(routeKeyOf(event)).toBe(expected),
  event_keys: ({ event }, expected) => {
    const byPath = Array.isArray(expected) ? { "": expected as string[] } : expected;
    for (const [path, keys] of Object.entries(byPath)) {
      expect(Object.keys(at(event(), path) as object).sort()).toEqual([...keys].sort());
    }
  },
  execution_log_matches: ({ executionLines }, expected) => {
    expect(executionLines).toEqual(expected.map((one) => expect.stringMatching(new RegExp(one))));
  },
  authorizer_event_absent: ({ authorizerEvents }, expected) =>
    expect(expected.filter((path) => at(authorizerEvents.at(-1), path) !== undefined)).toEqual([]),
};

export async function expectWebSocket(
  exchange: WebSocketExchange,
  expectation: Readonly<Record<string, unknown>>,
): Promise<void> {
  const own = Object.keys(CHECKS).filter((word) => word in expectation);
  for (const word of own as (keyof WebSocketExpectation)[]) {
    await (CHECKS[word] as Check<typeof word>)(exchange, expectation[word] as never);
  }
  const shared = Object.entries(expectation).filter(([word]) => !own.includes(word));
  expectAsRecorded(exchange, Object.fromEntries(shared) as Expectation);
}

function routeKeyOf(event: () => object): string {
  return (event() as WebSocketEvent).requestContext.routeKey;
}

function expectHandshake(got: HandshakeResponse | undefined, expected: HandshakeExpectation): void {
  const { status, headers = {}, body = "" } = got ?? {};
  const { json_subset, json_keys, headers_present = [], headers_absent = [] } = expected;
  expect(status).toBe(expected.status);
  expect(headers).toMatchObject(expected.headers ?? {});
  expect(Object.keys(headers)).toEqual(expect.arrayContaining([...headers_present]));
  expect(headers_absent.filter((name) => name in headers)).toEqual([]);
  if (expected.header_names) {
    expect(Object.keys(headers).sort()).toEqual([...expected.header_names].sort());
  }
  if (expected.body !== undefined) {
    expect(body).toBe(expected.body);
  }
  expect(body).toMatch(new RegExp(expected.body_matches ?? ""));
  if (json_subset) {
    expect(JSON.parse(body)).toMatchObject(json_subset);
  }
  if (json_keys) {
    expect(Object.keys(JSON.parse(body) as object)).toEqual(json_keys);
  }
}

/** The value at a dotted path, or the whole value if the path is empty; undefined if there is no such value. */
function at(value: unknown, path: string): unknown {
  const names = path === "" ? [] : path.split(".");
  return names.reduce<unknown>(
    (found, key) => (found as Record<string, unknown> | undefined)?.[key],
    value,
  );
}
