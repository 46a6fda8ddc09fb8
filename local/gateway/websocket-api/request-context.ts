import { clfTime } from "../common/log/clf-time";
import type { Call } from "./call";

const EVENT_TYPES = { connect: "CONNECT", message: "MESSAGE", disconnect: "DISCONNECT" } as const;

/** What each event contains about its connection, in AWS's order. */
export function requestContext({ api, stage, routeKey, connection, cause, ids, receivedAt }: Call) {
  const { authorizer, integrationLatency, identity } = connection.caller;
  return {
    routeKey,
    authorizer:
      authorizer && cause.kind === "connect" ? { ...authorizer, integrationLatency } : authorizer,
    ...(cause.kind === "message" && { messageId: cause.messageId }),
    ...(cause.kind === "disconnect" && { disconnectStatusCode: cause.code }),
    eventType: EVENT_TYPES[cause.kind],
    extendedRequestId: ids.extendedRequestId,
    requestTime: clfTime(receivedAt),
    messageDirection: "IN",
    ...(cause.kind === "disconnect" && { disconnectReason: cause.reason }),
    stage: stage.name,
    connectedAt: connection.connectedAt.getTime(),
    requestTimeEpoch: receivedAt.getTime(),
    identity: { ...identity, userAgent: connection.userAgent, sourceIp: connection.sourceIp },
    // The events of the other kinds of API have a UUID here.
    requestId: ids.extendedRequestId,
    domainName: connection.domainName,
    connectionId: connection.id,
    apiId: api.id,
  };
}
