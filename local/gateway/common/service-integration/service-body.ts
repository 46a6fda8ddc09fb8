import { formVersion } from "../../../aws-protocols";
import type { BackendResponse } from "../integration/backend";
import { headerValue, mediaType, type HeaderLines } from "../http/http-message";
import { inEnvelope } from "./json-envelope";
import type { ServiceTarget } from "./service-uri";
import { xmlAsJson } from "./xml-as-json";

/** What a service was sent. */
export interface SentCall {
  readonly target: ServiceTarget;
  readonly sent: HeaderLines;
  /** Of a query. */
  readonly action: string | null;
}

/**
 * The body in API Gateway's JSON: of services with the older kind of API, which is XML or lacks the
 * envelope, unless the request accepts XML.
 */
export function serviceBody(
  { status, headers, body }: BackendResponse,
  { target, sent, action }: SentCall,
): Buffer {
  const type = mediaType(headerValue(headers, "content-type") ?? "");
  const acceptsXml = (headerValue(sent, "accept") ?? "").includes("xml");
  if (formVersion(target.service) === undefined || acceptsXml) {
    return body;
  }
  if (/xml$/.test(type)) {
    return xmlAsJson(body);
  }
  const isResult = action !== null && status === 200 && /json/.test(type);
  return isResult ? inEnvelope(action, body, headerValue(headers, "x-amzn-requestid")) : body;
}
