import type { Stage } from "../../common/api-v2/stage";
import { accessLine } from "../../common/access-log/access-line";
import type { AccessValues } from "../../common/access-log/common-values";
import { clfTime } from "../../common/log/clf-time";
import { headerValue, type HttpRequest, type HttpResponse } from "../../common/http/http-message";
import type { RequestIds } from "../../common/http/ids";
import type { WriteLine } from "../../common/log/log-line";
import type { Caller } from "../../../iam/sigv4";
import { routeOf, type ManagementRequest } from "../management/management-request";
import type { WebSocketApi } from "../model/web-socket-api";

/** A request of the management API, as an access log describes it. */
export interface ManagementCall {
  readonly api: WebSocketApi;
  readonly stage: Stage;
  readonly request: HttpRequest;
  readonly wanted: ManagementRequest;
  readonly ids: RequestIds;
  readonly receivedAt: Date;
  /** Undefined if nobody whom the runner knows has signed the request. */
  readonly caller: Caller | undefined;
}

/** Writes the line of a request of the management API into the access log of the stage. */
export function logManagement(
  call: ManagementCall,
  response: HttpResponse,
  write: WriteLine | undefined,
): void {
  const { accessLogFormat } = call.stage;
  if (write && accessLogFormat !== undefined) {
    const values = valuesOf(call, response);
    write(accessLine(accessLogFormat, (name) => values[name]));
  }
}

/** Other than the IDs of a message's request, these differ. It has no time of connection. */
function valuesOf(call: ManagementCall, { status }: HttpResponse): AccessValues {
  const { api, stage, request, wanted, ids, receivedAt, caller } = call;
  return {
    apiId: api.id,
    connectionId: wanted.connectionId,
    domainName: request.domain?.name ?? headerValue(request.headers, "host"),
    eventType: "CONNECTION_API",
    extendedRequestId: ids.extendedRequestId,
    "identity.accountId": caller?.accountId ?? undefined,
    "identity.caller": caller?.userId ?? undefined,
    "identity.sourceIp": request.sourceIp,
    "identity.user": caller?.userId ?? undefined,
    "identity.userAgent": headerValue(request.headers, "user-agent"),
    "identity.userArn": caller?.userArn ?? undefined,
    integrationLatency: 0,
    requestId: ids.requestId,
    requestTime: clfTime(receivedAt),
    requestTimeEpoch: receivedAt.getTime(),
    routeKey: routeOf(wanted),
    stage: stage.name,
    status,
  };
}
