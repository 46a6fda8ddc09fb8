import type { Call } from "../call";

/** The lines before the integration is called. */
export function beginningOf(call: Call, isKeyRequired: boolean): string[] {
  const { ids, routeKey } = call;
  return [
    `Extended Request Id: ${ids.extendedRequestId}`,
    ...(isKeyRequired ? [] : usagePlanLines(call)),
    `Starting execution for request: ${ids.extendedRequestId}`,
    `WebSocket Request Route: [${routeKey}]`,
    ...causeLines(call),
  ];
}

/** The spaces around the key that isn't there are AWS's. */
function usagePlanLines({ api, stage, ids, routeKey }: Call): string[] {
  const apiStage = `${api.id}/${stage.name}`;
  return [
    `Verifying Usage Plan for request: ${ids.extendedRequestId}. API Key:  API Stage: ${apiStage}`,
    `API Key  authorized because route '${routeKey}' does not require API Key. Request will not contribute to throttle or quota limits`,
    `Usage Plan check succeeded for API Key  and API Stage ${apiStage}`,
  ];
}

/** AWS has no such line for the end of a connection. */
function causeLines({ api, cause, connection }: Call): string[] {
  const { id, userAgent = "", sourceIp } = connection;
  switch (cause.kind) {
    case "connect":
      return [
        `Client [UserAgent: ${userAgent}, SourceIp: ${sourceIp}] is connecting to WebSocket API [${api.id}].`,
      ];
    case "message":
      return [`WebSocket API [${api.id}] received message from client [Connection Id: ${id}].`];
    case "disconnect":
      return [];
  }
}

export function functionErrorLine(message: string, requestId: string): string {
  return `Lambda execution failed with status 200 due to customer function error: ${message}. Lambda request id: ${requestId}`;
}

/** The space before the colon is AWS's. */
export function endpointLine(requestId: string): string {
  return `AWS Integration Endpoint RequestId : ${requestId}`;
}

/** The last line. AWS's line for a handshake that the integration refuses isn't known. */
export function endOf({ api, cause, connection }: Call, status: number): string[] {
  const client = `[Connection Id: ${connection.id}]`;
  switch (cause.kind) {
    case "connect":
      return status >= 200 && status <= 299
        ? [`Client ${client} connected to API [${api.id}] successfully.`]
        : [];
    case "message":
      return [
        `Message from client ${client} sent to API [${api.id}] with response status code [${status}].`,
      ];
    case "disconnect":
      return [
        `Client ${client} disconnected from API [${api.id}] with integration response status code [${status}]. Close reason: [${cause.code}: ${cause.reason}]`,
      ];
  }
}
