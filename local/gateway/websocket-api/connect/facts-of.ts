import { headerValue } from "../../common/http/http-message";
import type { Handshake } from "../authorizer/authorize";
import type { Caller } from "../connection/caller";
import type { ConnectionFacts } from "../connection/connection-facts";

/** What a handshake shows about its connection. */
export function factsOf(
  { stage, request, connectionId, receivedAt }: Handshake,
  caller: Caller,
): ConnectionFacts {
  const { headers, domain, port, sourceIp } = request;
  return {
    id: connectionId,
    stage: stage.name,
    connectedAt: receivedAt,
    domainName: domain?.name ?? headerValue(headers, "host") ?? `127.0.0.1:${port}`,
    sourceIp,
    userAgent: headerValue(headers, "user-agent"),
    caller,
  };
}
