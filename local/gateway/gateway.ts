import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { DomainMapping } from "./common/http/domain-mapping";

/** A stage and its path. */
export interface StageEndpoint {
  /** Terraform address, of the stage or of the resource that creates it along with itself. */
  readonly address: string;
  /** Path prefix as on AWS: `/<stage>`, or empty for `$default`. */
  readonly path: string;
  /** Of its URL. @default that of the API's port */
  readonly scheme?: "ws";
}

/** A route of an HTTP API or a WebSocket API, or a method of a REST API, for the table at start. */
export interface ListedRoute {
  /** `GET`, …, `ANY`; empty for the route `$default`, and for a WebSocket API. */
  readonly method: string;
  /** `/pets/{id}`, or `$default`; of a WebSocket API, the key of the route. */
  readonly path: string;
  /** The integration: a function's name, the host of a URL, or `MOCK`. */
  readonly target: string;
  /**
   * Who may call on AWS: `public`, `API key`, `IAM`, `JWT` with the issuer and scopes, a Lambda
   * authorizer with its function, or an authorizer's name.
   */
  readonly access: string;
  /** Why requests get 501; undefined for a route that is served. */
  readonly unservable?: string;
}

/** What a gateway does for the connections of a WebSocket API. */
export interface WebSockets {
  /**
   * Resolves once the response to the handshake is written. Never rejects.
   * @param head what the client has sent after the handshake
   * @param mapping undefined for a request to the default endpoint
   */
  upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    mapping?: DomainMapping,
  ): Promise<void>;
  /** From now on, what happens on the open connections goes to the routes of this gateway. */
  takeOver(): void;
  /** Resolves when what happened so far has been handled. */
  responded(): Promise<void>;
  /** Closes all connections, and resolves when their `$disconnect` routes have ended. */
  closeAll(): Promise<void>;
}

/** Serves one API as API Gateway does. */
export interface ApiGateway {
  /** Terraform address of the API. */
  readonly address: string;
  /** Name of the API, for the table of URLs. */
  readonly name: string;
  readonly stages: readonly StageEndpoint[];
  readonly routes: readonly ListedRoute[];
  /** Why every request gets 501; undefined for an API that is served. */
  readonly unservable?: string;
  /** Differences from AWS, shown at start. */
  readonly warnings: readonly string[];
  /** Undefined for all but WebSocket APIs. */
  readonly webSockets?: WebSockets;
  /**
   * Resolves once the response is written. Never rejects.
   * @param mapping undefined for a request to the default endpoint
   */
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    mapping?: DomainMapping,
  ): Promise<void>;
}
