/** What a file of checks contains. `checks.schema.json` describes each part. */
export interface ChecksFile {
  readonly apis: Readonly<Record<string, ApiChecks>>;
}

/** The checks of one API, which run one after the other. */
export interface ApiChecks {
  /** Name of the output with the API's URL. */
  readonly output?: string;
  /** Terraform address of the API's stage or function URL; `*` stands for any text. */
  readonly address?: string;
  readonly checks: readonly Check[];
}

export type Check = RequestCheck | ConversationCheck;

/** A request, and the response that it must get. */
export interface RequestCheck extends Sent {
  /** `GET /path` */
  readonly request: string;
  readonly token?: boolean;
  readonly headers?: Texts;
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string | object>>;
  } & Expected;
  /** Regular expressions with a group, or JSON pointers, for the values of later checks. */
  readonly save?: Readonly<
    Record<string, { readonly pattern: string } | { readonly pointer: string }>
  >;
}

/** What clients of a WebSocket API send and must get. */
export interface ConversationCheck {
  /** What happens: `two clients exchange a message`. */
  readonly conversation: string;
  /** @default the API's URL */
  readonly url?: string;
  readonly clients: Readonly<Record<string, Client>>;
  readonly frames?: readonly Frame[];
}

export interface Client {
  readonly query?: Texts;
  readonly headers?: Texts;
  readonly token?: boolean;
  /** The status that refuses the handshake. */
  readonly refused?: number;
}

export type Frame = SentFrame | ExpectedFrame;

export interface SentFrame extends Sent {
  readonly from: string;
}

export interface ExpectedFrame extends Expected {
  readonly to: string;
  /** Frames that don't contain this JSON are passed over. */
  readonly where?: Json;
}

/** Text or JSON that is sent. */
export interface Sent {
  readonly text?: string;
  readonly json?: Json;
}

/** The exact text, JSON with at least these values, or a JSON Schema. */
export interface Expected extends Sent {
  readonly schema?: object;
}

export type Texts = Readonly<Record<string, string>>;

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Whether a check sends the token. */
export function sendsToken(check: Check): boolean {
  return "request" in check
    ? check.token === true
    : Object.values(check.clients).some(({ token }) => token === true);
}
