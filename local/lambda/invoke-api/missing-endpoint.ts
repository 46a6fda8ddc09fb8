import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** A request to an AWS service that has no endpoint on this machine. */
export interface MissingEndpoint {
  /** `sqs` */
  readonly service: string;
  /** `SendMessage`, or the method and path of a service whose operations are not named. */
  readonly operation: string;
  /** What to do. */
  readonly reason: string;
}

/** What to do about a service without an endpoint. */
export type EndpointAdvice = (service: string) => string;

interface ErrorResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const CODE = "NoLocalEndpoint";
const SERVICE = /Credential=[^/]+\/\d+\/[^/]+\/([\w-]+)\/aws4_request/;

/**
 * Whether a request is for another service than Lambda: functions have the Lambda API as the endpoint
 * of every service without one. Otherwise their requests would go to AWS with made-up credentials.
 */
export function missingEndpoint(
  { headers, method, url = "" }: IncomingMessage,
  advice: EndpointAdvice = commandLineAdvice,
): MissingEndpoint | undefined {
  const [, service] = SERVICE.exec(headers.authorization ?? "") ?? [];
  if (service === undefined || service === "lambda") {
    return undefined;
  }
  const [, named] = /\.(\w+)$/.exec(String(headers["x-amz-target"] ?? "")) ?? [];
  const [path] = url.split("?", 1);
  return {
    service,
    operation: named ?? `${method} ${path}`,
    reason: `the local runner has no endpoint for ${service}. ${advice(service)}`,
  };
}

function commandLineAdvice(service: string): string {
  return (
    `Start it with --aws-endpoint moto, with --aws-endpoint ${service}=URL, or with --aws-profile ` +
    "NAME to send requests to AWS"
  );
}

/** An error that AWS SDKs don't retry, in the form of the service's API. */
export function missingEndpointResponse(
  { service, reason }: MissingEndpoint,
  headers: IncomingHttpHeaders,
): ErrorResponse {
  const isForm = headers["content-type"]?.includes("x-www-form-urlencoded") ?? false;
  if (isForm || service === "s3") {
    const error = `<Error><Code>${CODE}</Code><Message>${reason}</Message></Error>`;
    const body = isForm ? `<ErrorResponse>${error}</ErrorResponse>` : error;
    return { status: 400, headers: { "Content-Type": "text/xml" }, body };
  }
  return {
    status: 400,
    headers: { "Content-Type": "application/json", "x-amzn-ErrorType": CODE },
    body: JSON.stringify({ __type: CODE, message: reason }),
  };
}
