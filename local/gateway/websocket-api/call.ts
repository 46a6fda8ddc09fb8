import type { Stage } from "../common/api-v2/stage";
import type { HttpRequest } from "../common/http/http-message";
import type { RequestIds } from "../common/http/ids";
import type { StepRecorder } from "../trace/step-recorder";
import type { ConnectionFacts } from "./connection/connection-facts";
import type { WebSocketApi } from "./model/web-socket-api";

/** Something that happened on a connection, on its way to the integration of a route. */
export interface Call {
  readonly api: WebSocketApi;
  readonly stage: Stage;
  readonly routeKey: string;
  readonly connection: ConnectionFacts;
  readonly cause: Cause;
  readonly ids: RequestIds;
  readonly receivedAt: Date;
  /** Undefined where nobody listens. */
  readonly steps: StepRecorder | undefined;
}

/** What happened: a handshake, a message of the client, or the end of the connection. */
export type Cause =
  | { readonly kind: "connect"; readonly request: HttpRequest }
  | { readonly kind: "message"; readonly messageId: string; readonly body: string }
  | { readonly kind: "disconnect"; readonly code: number; readonly reason: string };
