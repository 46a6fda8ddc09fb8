import { randomUUID } from "node:crypto";
import { LambdaServiceError, UnservableFunctionError } from "../../lambda/lambda-service";
import type { InvokeOptions, LambdaService } from "../../lambda/lambda-service";
import type { HeaderLines, HttpRequest, HttpResponse } from "../common/http/http-message";
import { headerValue } from "../common/http/http-message";
import { newRequestIds, newTraceId, randomHex } from "../common/http/ids";
import { OVERSIZE_REASONS, type Oversize } from "../common/http/oversize";
import { functionFailed } from "../../lambda/function-failed";
import { isStreaming, type StreamingResponse } from "../common/http/streaming-response";
import { notServed } from "../common/unservable/unservable";
import type { RequestNotes } from "../gateway-log";
import type { GatewayServices } from "../services";
import { ownResponse } from "../trace/own-response";
import { recordedLambda } from "../trace/recorded-lambda";
import { accessTo } from "./access";
import { bufferedResponse, bufferedStream } from "./buffered-response";
import { isPreflight } from "../common/http/preflight";
import { preflightResponse, withCors } from "./cors";
import { urlEvent, type UrlCall } from "./event";
import type { FunctionUrl } from "./function-url";
import { invokeStreaming } from "./streaming-invocation";
import { badGateway, headersTooLarge, payloadTooLarge, refusedInvocation } from "./own-responses";

/** Responds to the requests of a URL. */
export type Pipeline = (
  received: HttpRequest | Oversize,
  notes: RequestNotes | undefined,
) => Promise<UrlResponse>;

type UrlResponse = HttpResponse | StreamingResponse;

/** The steps of a request to a function URL: CORS preflight, access, invocation, CORS headers. */
export function createPipeline(url: FunctionUrl, services: GatewayServices): Pipeline {
  const { cors } = url;
  const accessOf = accessTo(url, services);

  async function respond(
    request: HttpRequest,
    requestId: string,
    notes: RequestNotes | undefined,
  ): Promise<UrlResponse> {
    const steps = notes?.steps;
    if (cors && isPreflight(request)) {
      return ownResponse(preflightResponse(cors, request), steps);
    }
    const access = accessOf(request, steps);
    if (access.refused) {
      return ownResponse(access.refused, steps);
    }
    const root = newRequestIds(headerValue(request.headers, "x-amzn-trace-id")).trace;
    const trace = `Self=${newTraceId()};${root}`;
    const { caller } = access;
    const call = { url, request, requestId, trace, receivedAt: new Date(), caller };
    const response = await invoke(call, notes);
    const headers = cors ? withCors(cors, request, response.headers) : response.headers;
    return { ...response, headers: [...headers, ["X-Amzn-Trace-Id", responseTrace(root)]] };
  }

  async function invoke(call: UrlCall, notes: RequestNotes | undefined): Promise<UrlResponse> {
    const lambda = recordedLambda(services.lambda, notes?.steps);
    const options = { requestId: call.requestId, traceId: call.trace };
    const mode = url.invokeMode === "BUFFERED" ? invokeBuffered : invokeStreaming;
    try {
      const response = await mode(lambda, url.functionArn, urlEvent(call), options);
      return response.reason === undefined || isStreaming(response)
        ? response
        : ownResponse(response, notes?.steps);
    } catch (error) {
      return ownResponse(refusalOf(error), notes?.steps);
    }
  }

  return async (received, notes) => {
    const requestId = randomUUID();
    if (notes) {
      notes.requestId = requestId;
      notes.route = "$default";
      notes.target = url.name;
    }
    const response =
      typeof received === "object"
        ? await respond(received, requestId, notes)
        : ownResponse(tooLarge(received), notes?.steps);
    const headers: HeaderLines = [...response.headers, ["x-amzn-RequestId", requestId]];
    return { ...response, headers };
  };
}

async function invokeBuffered(
  lambda: LambdaService,
  functionArn: string,
  event: string,
  options: InvokeOptions,
): Promise<HttpResponse> {
  const result = await lambda.invoke(functionArn, event, options);
  if (result.streamed) {
    return bufferedStream(result.streamed);
  }
  return result.functionError
    ? badGateway(functionFailed(result))
    : bufferedResponse(result.payload);
}

function tooLarge(kind: Oversize): HttpResponse {
  return kind === "body too large" ? payloadTooLarge() : headersTooLarge(OVERSIZE_REASONS[kind]);
}

function refusalOf(error: unknown): HttpResponse {
  if (error instanceof UnservableFunctionError) {
    return notServed(error.reason);
  }
  if (error instanceof LambdaServiceError) {
    return refusedInvocation(error);
  }
  throw error;
}

function responseTrace(root: string): string {
  return `${root};Parent=${randomHex(8)};Sampled=0;Lineage=1:${randomHex(4)}:0`;
}
