import { functionOf } from "../../common/function-uri";
import type { InvokeCheck } from "../../common/invoke-permissions";
import { parameterSource } from "../call/parameter-sources";
import type { Call } from "../call/call";
import { isRefusedTarget } from "../call/header-rules";
import { fillStageVariables } from "./stage-variables";
import { configurationError, type GatewayError } from "../call/gateway-error";

const HEADER = /^integration\.request\.header\.(.+)$/;

/** The headers mapped onto an integration request. @throws GatewayError 500 for one that AWS refuses */
export function mappedRequestHeaders(
  call: Call,
  {
    type,
    requestParameters,
  }: { type: string; requestParameters: Readonly<Record<string, string>> },
): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [target, source] of Object.entries(requestParameters)) {
    const name = HEADER.exec(target)?.[1];
    if (name === undefined) {
      continue;
    }
    if (isRefusedTarget(name, type)) {
      throw configurationError(`API Gateway maps no header ${name} onto an integration request`);
    }
    const value = parameterSource(call, source);
    if (value !== undefined) {
      headers.set(name, value);
    }
  }
  return headers;
}

/** Lambda is invoked by POST alone. */
export function otherThanPost(httpMethod: string): GatewayError {
  return configurationError(
    `the integration's HTTP method is ${httpMethod}; Lambda takes POST only`,
  );
}

/**
 * The function that an integration's uri names.
 * @throws GatewayError 500 where API Gateway may not invoke it
 */
export function invokedFunction(call: Call, uri: string, denialOf: InvokeCheck): string {
  const functionRef = functionOf(fillStageVariables(uri, call));
  const denial = denialOf(call.stage.name, call.request.method, functionRef);
  if (denial !== undefined) {
    throw configurationError(denial);
  }
  return functionRef;
}
