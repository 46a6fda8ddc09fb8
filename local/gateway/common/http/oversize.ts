/** The part of a request that exceeds API Gateway's limit. */
export type Oversize = "body too large" | "headers too large";

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;
export const MAX_LINE_AND_HEADER_BYTES = 10_240;

export const OVERSIZE_REASONS: Readonly<Record<Oversize, string>> = {
  "body too large": `the body is larger than ${MAX_BODY_BYTES} bytes`,
  "headers too large": `the request line and the header values together are larger than ${MAX_LINE_AND_HEADER_BYTES} bytes`,
};
