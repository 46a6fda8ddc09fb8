import cases from "../websocket.json";

/** A case of a WebSocket API, in the words of websocket.json. */
export interface WebSocketCase {
  readonly id: string;
  readonly basis: string;
  readonly setup: WebSocketSetup;
  readonly request: WebSocketRequest;
  readonly expect: Readonly<Record<string, unknown>>;
}

export interface WebSocketSetup {
  readonly api: object;
  readonly stage: {
    readonly name: string;
    readonly variables?: Readonly<Record<string, string>>;
    readonly default_route_settings?: object;
  };
  readonly routes: readonly WebSocketCaseRoute[];
  readonly authorizer?: {
    readonly authorizer_type: string;
    readonly identity_sources: readonly string[];
    readonly lambda: WebSocketFunction;
  };
  /** What is changed while no deployment follows. */
  readonly undeployed_change?: Change;
}

export interface WebSocketCaseRoute {
  readonly route_key: string;
  readonly integration: object;
  readonly lambda: WebSocketFunction;
  readonly authorization_type?: string;
  /** Key of the route's response. @default it has none */
  readonly route_response?: string;
}

/** What the function of a case does. */
export interface WebSocketFunction {
  readonly returns?: unknown;
  readonly raises?: { readonly type: string; readonly message: string };
  /** Its body is JSON with the key of the route, and the message that it received. */
  readonly returns_route_key_and_body?: true;
  /** Its event is what the case is about. */
  readonly records_event?: true;
}

/** Changes of the routes of an API, by their keys. */
export interface Change {
  readonly rename_route?: Readonly<Record<string, string>>;
  readonly add_route_response?: readonly string[];
}

export interface WebSocketRequest {
  /** An ordinary request in place of a handshake. */
  readonly method?: string;
  readonly path?: string;
  readonly connect?: {
    readonly query?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly header_lines?: readonly (readonly [string, string])[];
  };
  readonly change_and_deploy?: Change;
  readonly send?: string;
  readonly send_binary_base64?: string;
  readonly close?: true | { readonly code: number; readonly reason: string };
  /** A request of the management API, after the rest. */
  readonly management?: ManagementCall;
}

export interface ManagementCall {
  readonly method: string;
  readonly path: string;
  /** @default the stage of the case */
  readonly stage?: string;
  readonly body?: string;
  /** Length of a body. */
  readonly body_bytes?: number;
  /** True, or in words: a caller without the permission. @default true */
  readonly signed?: true | string;
}

export const WEBSOCKET_CASES = cases.cases as unknown as readonly WebSocketCase[];
