import type { ResolvedResource, Value } from "../resolved-stack";

const API_TYPES = ["aws_apigatewayv2_api", "aws_api_gateway_rest_api"];
const FUNCTION_URL_TYPE = "aws_lambda_function_url";
const API_URL = /(https|wss):\/\/(\w+)\.execute-api\.[\w-]+\.amazonaws\.com(?:\.cn)?(?![\w.-])/g;
const FUNCTION_URL = /https:\/\/(\w+)\.lambda-url\.[\w-]+\.on\.aws(?![\w.-])/g;
const QUEUE_URL = /https:\/\/sqs\.[\w-]+\.amazonaws\.com(?:\.cn)?(?=\/)/g;
const BUCKET_URL = /https:\/\/([\w.-]+)\.s3(?:\.[\w-]+)?\.amazonaws\.com(?:\.cn)?(?![\w.-])/g;

/**
 * Replaces the AWS URLs of the stack's APIs and functions: an expression may compose a stage's URL
 * from the API's ID, and a function that gets this URL must not send requests to AWS.
 */
export function withLocalUrls(
  value: Value,
  apiUrl: (address: string) => string,
  ofType: (type: string) => readonly ResolvedResource[],
): Value {
  if (typeof value !== "string") {
    return value;
  }
  const localUrl = (types: readonly string[], attribute: string, id: string) => {
    const found = types.flatMap(ofType).find((candidate) => candidate.string(attribute) === id);
    return found && apiUrl(found.address);
  };
  return value
    .replace(API_URL, (url, scheme: string, id: string) => {
      const local = localUrl(API_TYPES, "id", id);
      return (scheme === "wss" ? local?.replace(/^http/, "ws") : local) ?? url;
    })
    .replace(FUNCTION_URL, (url, id: string) => localUrl([FUNCTION_URL_TYPE], "url_id", id) ?? url);
}

/** Replaces the AWS URLs of queues and buckets where their services have another endpoint. */
export function withServiceUrls(value: Value, serviceUrl: ServiceUrl): Value {
  return typeof value === "string" ? localServiceUrls(value, serviceUrl) : value;
}

/** The URL of a service such as `sqs`; undefined for AWS's own. */
type ServiceUrl = (service: string) => string | undefined;

export function localServiceUrls(text: string, serviceUrl: ServiceUrl): string {
  const s3 = serviceUrl("s3");
  return text
    .replace(QUEUE_URL, (url) => serviceUrl("sqs") ?? url)
    .replace(BUCKET_URL, (url, bucket: string) => (s3 === undefined ? url : `${s3}/${bucket}`));
}
