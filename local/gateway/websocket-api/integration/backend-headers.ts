import { lineText } from "../../common/http/header-lines";
import type { HeaderLines } from "../../common/http/http-message";
import type { Call } from "../call";

/**
 * The headers of a request to a backend. The connection ID isn't among them: a mapping can add it.
 * @param mapped by parameter mappings: they replace those of API Gateway
 */
export function backendHeaders(
  { api, ids }: Call,
  mapped: ReadonlyMap<string, string>,
  more: HeaderLines = [],
): HeaderLines {
  const lines: HeaderLines = [
    ["Accept", "application/json"],
    ["Content-Type", "application/json"],
    ["User-Agent", `AmazonAPIGateway_${api.id}`],
    ["X-Amzn-Apigateway-Api-Id", api.id],
    ["X-Amzn-Trace-Id", ids.trace],
    ...more,
    ...[...mapped].map(([name, value]) => [name, lineText(value)] as const),
  ];
  return [...new Map(lines.map((line) => [line[0].toLowerCase(), line])).values()];
}
