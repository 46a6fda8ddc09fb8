import type { ResolvedResource, Value } from "../resolved-stack";

const API_TYPES = ["aws_apigatewayv2_api", "aws_api_gateway_rest_api"];
const API_URL = /https:\/\/(\w+)\.execute-api\.[\w-]+\.amazonaws\.com(?:\.cn)?(?![\w.-])/g;

/**
 * A stage's URL may be put together of the API's id, which a function then has in its environment:
 * no request may leave for AWS by it.
 */
export function withLocalUrls(
  value: Value,
  apiUrl: (address: string) => string,
  ofType: (type: string) => readonly ResolvedResource[],
): Value {
  if (typeof value !== "string") {
    return value;
  }
  return value.replace(API_URL, (url, apiId: string) => {
    const api = API_TYPES.flatMap(ofType).find((candidate) => candidate.string("id") === apiId);
    return api ? apiUrl(api.address) : url;
  });
}
