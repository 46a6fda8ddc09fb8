import type { Method, RestApi, Stage } from "../model/rest-api";
import type { Authorized } from "./authorized";
import { clientHeaders } from "./header-rules";
import {
  headerValue,
  headerValues,
  isNamed,
  type HeaderLines,
  type HttpRequest,
} from "../../common/http/http-message";
import { newRequestIds, type RequestIds } from "../../common/http/ids";
import { groupHeaders, parseQuery, type MultiValues } from "../../common/http/multi-values";
import type { StepRecorder } from "../../trace/step-recorder";
import type { StagePath } from "./stage-path";

/** A request within a stage. */
export interface StageCall {
  readonly api: RestApi;
  readonly stage: Stage;
  /** Includes the canary's overrides if the canary serves the request. */
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly deploymentId: string;
  /** Undefined where the stage has no canary. */
  readonly isCanary: boolean | undefined;
  readonly request: HttpRequest;
  readonly path: StagePath;
  readonly query: MultiValues;
  /** As integrations see them: without those that API Gateway drops, with those that it adds. */
  readonly headers: MultiValues;
  readonly ids: RequestIds;
  readonly receivedAt: Date;
  /** Undefined where nobody listens. */
  readonly steps: StepRecorder | undefined;
}

/** A request with the method that serves it, if its authorization lets it pass. */
export interface RoutedCall extends StageCall {
  readonly method: Method;
  readonly pathParameters: Readonly<Record<string, string>> | null;
  /** The key of the request, where the method requires one. */
  readonly apiKey?: { readonly id: string; readonly value: string };
}

/** A request that may reach its integration: only a positive decision about it makes it one. */
export interface Call extends RoutedCall {
  readonly authorized: Authorized;
}

interface StageCallOptions {
  readonly steps: StepRecorder | undefined;
  /** Chooses the requests of a canary: from 0 to less than 1. */
  readonly random: () => number;
}

export function newStageCall(
  api: RestApi,
  stage: Stage,
  path: StagePath,
  request: HttpRequest,
  { steps, random }: StageCallOptions,
): StageCall {
  const isCanary = stage.canary && random() * 100 < stage.canary.percentTraffic;
  const canary = isCanary ? stage.canary : undefined;
  const ids = newRequestIds(headerValue(request.headers, "x-amzn-trace-id"));
  return {
    api,
    stage,
    stageVariables: canary ? { ...stage.variables, ...canary.variableOverrides } : stage.variables,
    deploymentId: canary?.deploymentId ?? stage.deploymentId,
    isCanary,
    request,
    path,
    // For API Gateway, a semicolon also separates parameters.
    query: parseQuery(request.query.replaceAll(";", "&")),
    headers: groupHeaders(withForwardingHeaders(request, ids)),
    ids,
    receivedAt: new Date(),
    steps,
  };
}

/** Adds the method to the object itself: copying it would take as long as creating it. */
export function withMethod(
  call: StageCall,
  { method, pathParameters }: Pick<RoutedCall, "method" | "pathParameters">,
): RoutedCall {
  return Object.assign(call, { method, pathParameters });
}

export function withApiKey(call: Call, apiKey: Call["apiKey"]): Call {
  return Object.assign(call, { apiKey });
}

export function withAuthorization(call: RoutedCall, authorized: Authorized): Call {
  return Object.assign(call, { authorized }, authorized.caller && withoutSignature(call));
}

/** The signature is for API Gateway: integrations don't get it. */
function withoutSignature({ headers }: RoutedCall): Pick<RoutedCall, "headers"> {
  const others = [...headers].filter(([name]) => !isNamed(name, "authorization"));
  return { headers: new Map(others) };
}

/** The client's headers and those that a regional endpoint adds. */
function withForwardingHeaders(
  { headers, sourceIp, port, scheme }: HttpRequest,
  ids: RequestIds,
): HeaderLines {
  const forwardedFor = headerValues(headers, "x-forwarded-for");
  const lines = clientHeaders(headers);
  lines.push(
    ["X-Amzn-Trace-Id", ids.trace],
    ["X-Forwarded-For", [...forwardedFor, sourceIp].join(", ")],
    ["X-Forwarded-Port", String(port)],
    ["X-Forwarded-Proto", scheme],
  );
  return lines;
}
