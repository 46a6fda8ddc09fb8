import { LambdaService } from "../../lambda/lambda-service";
import { HttpResponse } from "../common/http-message";
import { callBackend } from "../common/backend";
import { withinTime } from "../common/time-limit";
import { Call } from "./call";
import { eventV1 } from "./event-v1";
import { eventV2 } from "./event-v2";
import { INTERNAL_SERVER_ERROR, lambdaResponse, messageResponse } from "./lambda-response";
import { HttpIntegration } from "./model";

type Of<Kind> = Extract<HttpIntegration, { kind: Kind }>;

const SERVICE_UNAVAILABLE = messageResponse(503, "Service Unavailable");
/** Of one connection, not of the message: a proxy must not pass them on. */
const HOP_BY_HOP =
  /^(connection|keep-alive|transfer-encoding|content-length|host|upgrade|te|trailer)$/i;

/** The integration's answer; one that fails or is late gives API Gateway's own. */
export function integrate(call: Call, lambda: LambdaService): Promise<HttpResponse> {
  const { integration } = call.route;
  const answer =
    integration.kind === "lambda" ? invoke(call, integration, lambda) : forward(call, integration);
  // What fails here is the time limit or the way to the integration.
  return withinTime(integration.timeoutMilliseconds, answer).catch(() => SERVICE_UNAVAILABLE);
}

async function invoke(
  call: Call,
  { functionRef, payloadFormat }: Of<"lambda">,
  lambda: LambdaService,
): Promise<HttpResponse> {
  const event = payloadFormat === "2.0" ? eventV2(call) : eventV1(call);
  const traceId = call.ids.trace.request;
  const result = await lambda.invoke(functionRef, event, { traceId }).catch(() => undefined);
  if (!result || result.functionError) return INTERNAL_SERVER_ERROR;
  return lambdaResponse(result.payload, payloadFormat);
}

async function forward(call: Call, integration: Of<"http">): Promise<HttpResponse> {
  const { request, parameters } = call;
  const target = integration.url.replace(
    /\{([^}+]+)\+?\}/g,
    (_, name: string) => parameters[name] ?? "",
  );
  const separator = target.includes("?") ? "&" : "?";
  const answer = await callBackend({
    method: integration.method === "ANY" ? request.method : integration.method,
    url: request.query ? `${target}${separator}${request.query}` : target,
    headers: request.headers.filter(([name]) => !HOP_BY_HOP.test(name)),
    body: request.body,
    timeoutMilliseconds: integration.timeoutMilliseconds,
  });
  return { ...answer, headers: answer.headers.filter(([name]) => !HOP_BY_HOP.test(name)) };
}
