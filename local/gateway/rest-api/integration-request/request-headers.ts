import { lineText } from "../../common/http/header-lines";
import type { Call } from "../call/call";
import { configurationError } from "../call/gateway-error";
import { isRefusedTarget } from "../call/header-rules";
import { parameterSource } from "../call/parameter-sources";
import type { Integration } from "../model/rest-api";

const HEADER = /^integration\.request\.header\.(.+)$/;

/**
 * The headers mapped onto an integration request.
 * @throws GatewayError 500 for a header that AWS refuses to map
 */
export function mappedRequestHeaders(
  call: Call,
  { type, requestParameters }: Pick<Integration, "type" | "requestParameters">,
): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [target, source] of Object.entries(requestParameters)) {
    const name = HEADER.exec(target)?.[1];
    if (name === undefined) {
      continue;
    }
    if (isRefusedTarget(name, type)) {
      throw configurationError(
        `API Gateway can't map the header ${name} onto an integration request`,
      );
    }
    const value = parameterSource(call, source);
    if (value !== undefined) {
      headers.set(name, lineText(value));
    }
  }
  return headers;
}
