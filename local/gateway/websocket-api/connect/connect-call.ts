import type { Handshake } from "../authorizer/authorize";
import type { Call } from "../call";
import type { Caller } from "../connection/caller";
import { CONNECT } from "../model/web-socket-api";
import { factsOf } from "./facts-of";

/** A handshake as what is called for it sees it: a call of `$connect`. */
export function connectCall(handshake: Handshake, caller: Caller): Call {
  const { api, stage, request, ids, receivedAt, steps } = handshake;
  const connection = factsOf(handshake, caller);
  const cause = { kind: "connect", request } as const;
  return { api, stage, routeKey: CONNECT, connection, cause, ids, receivedAt, steps };
}
