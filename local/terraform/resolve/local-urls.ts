import type { ResolvedResource, Value } from "../resolved-stack";

const API_TYPES = ["aws_apigatewayv2_api", "aws_api_gateway_rest_api"];
const API_URL = /https:\/\/(\w+)\.execute-api\.[\w-]+\.amazonaws\.com(?:\.cn)?(?![\w.-])/g;

/**
 * Replaces the AWS URLs of the stack's APIs: an expression may compose a stage's URL from the API's
 * ID, and a function that gets this URL must not send requests to AWS.
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
