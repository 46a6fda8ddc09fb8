import { functionOf } from "../../common/integration/function-uri";
import { parseProxyOutput, ProxyOutputError } from "../../common/integration/proxy-output";
import { functionFailed } from "../../../lambda/function-failed";
import { isSendable, unsendableHeader } from "../../common/http/header-lines";
import { isNamed, type HeaderLines, type HttpResponse } from "../../common/http/http-message";
import { SUBPROTOCOL } from "../subprotocol";
import type { GatewayServices } from "../../services";
import { recordedLambda } from "../../trace/recorded-lambda";
import type { Call } from "../call";
import { eventOf } from "../event";
import type { LambdaIntegration } from "../model/integration";
import type { WebSocketApi } from "../model/web-socket-api";
import { failed } from "./failed";
import type { Send } from "./send-to";

/** AWS_PROXY: the function receives the event and returns the whole response. */
export function lambdaProxy(
  api: WebSocketApi,
  routeKey: string,
  { address, uri, credentials }: LambdaIntegration,
  { lambda, permissions }: GatewayServices,
): Send {
  // The source ARN of a route ends with its key.
  const route = { api, address, method: routeKey, path: "", uri, credentials };
  const denialOf = permissions.checkFor(route, api.stages);
  return async (call, filledUri) => {
    const functionRef = functionOf(filledUri) || filledUri;
    const denial = denialOf(call.stage.name, "", functionRef);
    if (denial !== undefined) {
      return failed(call, 500, denial);
    }
    const recorded = recordedLambda(lambda, call.steps);
    const result = await recorded.invoke(functionRef, eventOf(call), { traceId: call.ids.trace });
    return result.functionError
      ? failed(call, 502, functionFailed(result))
      : proxyResponse(call, result.payload);
  };
}

/** Of a message's response only the body counts; of a handshake's, also the status and a header. */
function proxyResponse(call: Call, payload: Buffer): HttpResponse {
  const step = call.steps?.begin({ step: "proxyResponse" });
  try {
    const { status, headers, body } = parseProxyOutput(payload);
    const lines = singleHeaders(headers);
    const unsendable = lines.find(
      (line) => isNamed(line[0], SUBPROTOCOL.toLowerCase()) && !isSendable(line),
    );
    if (unsendable) {
      throw new ProxyOutputError(unsendableHeader(unsendable));
    }
    step?.end({ status });
    return { status, headers: lines, body };
  } catch (error) {
    if (!(error instanceof ProxyOutputError)) {
      throw error;
    }
    step?.fail(error.message);
    return failed(call, 502, error.message);
  }
}

function singleHeaders(headers: unknown): HeaderLines {
  const entries = typeof headers === "object" && headers !== null ? Object.entries(headers) : [];
  return entries.map(([name, value]) => [name, String(value)]);
}
