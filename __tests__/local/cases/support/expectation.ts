import type { Exchange } from "./exchange";

/** What a recorded case expects of the response, and of the event that the function received. */
export interface Expectation {
  readonly status?: number;
  readonly body?: string;
  readonly body_base64?: string;
  readonly body_matches?: string;
  readonly json?: unknown;
  readonly json_subset?: object;
  readonly json_keys?: Readonly<Record<string, readonly string[]>>;
  readonly json_present?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly header_values?: Readonly<Record<string, readonly string[]>>;
  readonly header_name_case?: readonly string[];
  readonly header_matches?: Readonly<Record<string, string>>;
  readonly headers_present?: readonly string[];
  readonly headers_absent?: readonly string[];
  readonly event?: object;
  readonly event_exact?: Readonly<Record<string, unknown>>;
  readonly event_keys?: readonly string[];
  readonly event_context_keys?: readonly string[];
  readonly event_present?: readonly string[];
  readonly event_absent?: readonly string[];
  readonly event_matches?: Readonly<Record<string, string>>;
  readonly event_same?: readonly (readonly [string, string])[];
  readonly invoked?: boolean;
  readonly backend_request_headers?: Readonly<Record<string, string>>;
  readonly backend_method?: string;
  readonly backend_headers?: Readonly<Record<string, string>>;
  readonly backend_headers_match?: Readonly<Record<string, string>>;
  readonly backend_headers_absent?: readonly string[];
  readonly backend_body_base64?: string;
  readonly backend_json?: unknown;
  readonly backend_not_called?: true;
  readonly earlier_some_status?: number;
  readonly sqs_message_body?: string;
  readonly sqs_message_body_json?: object;
  readonly sqs_message_attributes?: object;
  readonly kinesis_records?: readonly object[];
  readonly dynamodb_items_added?: readonly object[];
  readonly access_log_json?: object;
  readonly access_log_matches?: string;
  readonly access_log_same?: readonly (readonly [string, string])[];
  readonly access_log_field_matches?: Readonly<Record<string, string>>;
  readonly authorizer_invocations?: number;
  readonly authorizer_event?: object;
  readonly authorizer_event_keys?: readonly string[];
  readonly authorizer_event_set?: Readonly<Record<string, readonly string[]>>;
}

type Check<K extends keyof Expectation> = (
  exchange: Exchange,
  expected: NonNullable<Expectation[K]>,
) => void;

/** A check for each word that a case can use: a word without one fails the case. */
const CHECKS: { readonly [K in keyof Expectation]-?: Check<K> } = {
  status: ({ status }, expected) => expect(status).toBe(expected),
  body: ({ body }, expected) => expect(body.toString("utf8")).toBe(expected),
  body_base64: ({ body }, expected) => expect(body.toString("base64")).toBe(expected),
  body_matches: ({ body }, expected) => expect(body.toString("utf8")).toMatch(new RegExp(expected)),
  json: ({ body }, expected) => expect(json(body)).toEqual(expected),
  json_subset: ({ body }, expected) => expect(json(body)).toMatchObject(expected),
  json_present: ({ body }, expected) => expectPresent(json(body), expected),
  json_keys: ({ body }, expected) => {
    for (const [path, keys] of Object.entries(expected)) {
      expect(Object.keys(at(json(body), path) as object).sort()).toEqual([...keys].sort());
    }
  },
  headers: (exchange, expected) => {
    for (const [name, value] of Object.entries(expected)) {
      expect({ [name]: valuesOf(exchange, name).join(", ") }).toEqual({ [name]: value });
    }
  },
  header_values: (exchange, expected) => {
    for (const [name, values] of Object.entries(expected)) {
      expect(valuesOf(exchange, name)).toEqual(values);
    }
  },
  header_name_case: ({ headers }, expected) =>
    expect(headers.map(([name]) => name)).toEqual(expect.arrayContaining([...expected])),
  header_matches: (exchange, expected) => {
    for (const [name, pattern] of Object.entries(expected)) {
      expect(valuesOf(exchange, name).join(", ")).toMatch(new RegExp(pattern));
    }
  },
  headers_present: (exchange, expected) => {
    expect(expected.filter((name) => valuesOf(exchange, name).length === 0)).toEqual([]);
  },
  headers_absent: (exchange, expected) => {
    expect(expected.filter((name) => valuesOf(exchange, name).length > 0)).toEqual([]);
  },
  event: ({ event }, expected) => expect(event()).toMatchObject(expected),
  event_exact: ({ event }, expected) => {
    for (const [path, value] of Object.entries(expected)) {
      expect(at(event(), path)).toEqual(value);
    }
  },
  event_keys: ({ event }, expected) =>
    expect(Object.keys(event()).sort()).toEqual([...expected].sort()),
  event_context_keys: ({ event }, expected) =>
    expect(Object.keys(at(event(), "requestContext") as object).sort()).toEqual(
      [...expected].sort(),
    ),
  event_present: ({ event }, expected) => expectPresent(event(), expected),
  event_absent: ({ event }, expected) => {
    expect(expected.filter((path) => at(event(), path) !== undefined)).toEqual([]);
  },
  event_matches: ({ event }, expected) => {
    for (const [path, pattern] of Object.entries(expected)) {
      expect(at(event(), path)).toMatch(new RegExp(pattern));
    }
  },
  event_same: ({ event }, expected) => {
    for (const [one, other] of expected) {
      expectPresent(event(), [one]);
      expect(at(event(), one)).toEqual(at(event(), other));
    }
  },
  invoked: ({ isInvoked }, expected) => expect(isInvoked).toBe(expected),
  backend_request_headers: ({ backendRequest, apiId }, expected) => {
    const written = Object.entries(expected).map(([name, value]) => [
      name,
      value.replace("<api id>", apiId),
    ]);
    expect(backendRequest?.headers).toMatchObject(Object.fromEntries(written) as object);
  },
  backend_method: ({ backendRequest }, expected) => expect(backendRequest?.method).toBe(expected),
  backend_headers: ({ backendRequest }, expected) =>
    expect(backendRequest?.headers).toMatchObject(expected),
  backend_headers_match: ({ backendRequest }, expected) => {
    for (const [name, pattern] of Object.entries(expected)) {
      expect(backendRequest?.headers[name]).toMatch(new RegExp(pattern));
    }
  },
  backend_headers_absent: ({ backendRequest }, expected) =>
    expect(expected.filter((name) => backendRequest?.headers[name] !== undefined)).toEqual([]),
  backend_body_base64: ({ backendRequest }, expected) =>
    expect(backendRequest?.body.toString("base64")).toBe(expected),
  backend_json: ({ backendRequest }, expected) =>
    expect(json(backendRequest?.body ?? Buffer.alloc(0))).toEqual(expected),
  earlier_some_status: ({ earlier }, expected) =>
    expect(earlier.map(({ status }) => status)).toContain(expected),
  authorizer_invocations: ({ authorizerEvents }, expected) =>
    expect(authorizerEvents).toHaveLength(expected),
  authorizer_event: ({ authorizerEvents }, expected) =>
    expect(authorizerEvents.at(-1)).toMatchObject(expected),
  authorizer_event_keys: ({ authorizerEvents }, expected) =>
    expect(Object.keys(authorizerEvents.at(-1) ?? {})).toEqual(expected),
  authorizer_event_set: ({ authorizerEvents }, expected) => {
    for (const [path, values] of Object.entries(expected)) {
      expect(new Set(at(authorizerEvents.at(-1), path) as string[])).toEqual(new Set(values));
    }
  },
  sqs_message_body: ({ services }, expected) =>
    expect(services?.messages.map(({ body }) => body)).toEqual([expected]),
  sqs_message_body_json: ({ services }, expected) =>
    expect(services?.messages.map(({ body }) => JSON.parse(body) as unknown)).toEqual([expected]),
  sqs_message_attributes: ({ services }, expected) =>
    expect(services?.messages.map(({ attributes }) => attributes)).toEqual([expected]),
  kinesis_records: ({ services }, expected) => expect(services?.kinesisRecords).toEqual(expected),
  dynamodb_items_added: ({ services }, expected) => expect(services?.addedItems).toEqual(expected),
  access_log_json: ({ accessLine }, expected) => expect(fields(accessLine)).toMatchObject(expected),
  access_log_matches: ({ accessLine }, expected) =>
    expect(accessLine).toMatch(new RegExp(expected)),
  access_log_same: ({ accessLine }, expected) => {
    for (const [one, other] of expected) {
      expect(fields(accessLine)[one]).toEqual(expect.any(String));
      expect(fields(accessLine)[one]).toBe(fields(accessLine)[other]);
    }
  },
  access_log_field_matches: ({ accessLine }, expected) => {
    for (const [name, pattern] of Object.entries(expected)) {
      expect(fields(accessLine)[name]).toMatch(new RegExp(pattern));
    }
  },
  backend_not_called: ({ backendRequest }) => expect(backendRequest).toBeUndefined(),
};

export function expectAsRecorded(exchange: Exchange, expectation: Expectation): void {
  const words = Object.keys(expectation) as (keyof Expectation)[];
  expect(words.filter((word) => !Object.hasOwn(CHECKS, word))).toEqual([]);
  for (const word of words) {
    (CHECKS[word] as Check<typeof word>)(exchange, expectation[word] as never);
  }
}

/** Those of a line in JSON. */
function fields(accessLine: string): Readonly<Record<string, unknown>> {
  return JSON.parse(accessLine) as Record<string, unknown>;
}

function json(body: Buffer): unknown {
  return JSON.parse(body.toString("utf8"));
}

function valuesOf({ headers }: Exchange, name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([one]) => one.toLowerCase() === wanted).map(([, value]) => value);
}

/** The value at a dotted path; undefined where there is none. */
function at(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key], value);
}

function expectPresent(value: unknown, paths: readonly string[]): void {
  expect(paths.filter((path) => at(value, path) === undefined)).toEqual([]);
}
