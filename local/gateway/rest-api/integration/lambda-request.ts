import { parameterSource } from "../mapping/parameter-sources";
import type { Call } from "../request/call";
import { isRefusedTarget } from "../request/header-rules";
import { configurationError, type GatewayError } from "../response/gateway-error";

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
    if (name === undefined) continue;
    if (isRefusedTarget(name, type))
      throw configurationError(`API Gateway maps no header ${name} onto an integration request`);
    const value = parameterSource(call, source);
    if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

/** Lambda is invoked by POST alone. */
export function otherThanPost(httpMethod: string): GatewayError {
  return configurationError(
    `the integration's HTTP method is ${httpMethod}; Lambda takes POST only`,
  );
}
