import type { HttpRequest, HttpResponse } from "../../common/http/http-message";
import type { RequestIds } from "../../common/http/ids";
import type { StepRecorder } from "../../trace/step-recorder";
import type { Stage } from "../../common/api-v2/stage";
import type { Caller } from "../connection/caller";
import type { WebSocketApi } from "../model/web-socket-api";

/** A handshake with its stage, whose caller isn't known yet. */
export interface Handshake {
  readonly api: WebSocketApi;
  readonly stage: Stage;
  readonly request: HttpRequest;
  readonly connectionId: string;
  readonly ids: RequestIds;
  readonly receivedAt: Date;
  /** Undefined where nobody listens. */
  readonly steps: StepRecorder | undefined;
}

/** Who connects, or the response to a handshake that is refused. */
export type Authorized =
  | {
      readonly caller: Caller;
      /** The API key, if a Lambda authorizer returned one. */
      readonly usageIdentifierKey?: string | undefined;
      readonly refused?: undefined;
    }
  | { readonly caller?: undefined; readonly refused: HttpResponse };

export type Authorize = (handshake: Handshake) => Promise<Authorized>;
