import type { HttpRequest, HttpResponse } from "../http/http-message";
import type { IntegrationFacts } from "./integration-facts";

export type AccessValues = Readonly<Record<string, string | number | undefined>>;

/** A request with its response, as an access log describes both. */
export interface LoggedRequest {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly receivedAt: Date;
  readonly integration: IntegrationFacts;
  /** Undefined where the integration responded. */
  readonly error?: { readonly message: string; readonly responseType?: string };
}

/** The variables that access logs of both kinds of API have beside those of the request itself. */
export function commonValues({
  request,
  response,
  receivedAt,
  integration,
  error,
}: LoggedRequest): AccessValues {
  const { integrationStatus, latency, requestId } = integration;
  return {
    status: response.status,
    responseLength: Buffer.byteLength(response.body),
    responseLatency: Date.now() - receivedAt.getTime(),
    "customDomain.basePathMatched": request.domain?.key,
    integrationStatus,
    "integration.integrationStatus": integrationStatus,
    integrationLatency: latency,
    "integration.latency": latency,
    awsEndpointRequestId: requestId,
    "integration.requestId": requestId,
    "error.message": error?.message,
    "error.messageString": error && JSON.stringify(error.message),
    "error.responseType": error?.responseType,
    ...certificateValues(request),
  };
}

/** Of a request to a custom domain with mutual TLS. */
function certificateValues({ clientCertificate }: HttpRequest): AccessValues {
  if (!clientCertificate) {
    return {};
  }
  const { validity, ...texts } = clientCertificate;
  const fields = [
    ...Object.entries(texts),
    ...Object.entries(validity).map(([name, value]) => [`validity.${name}`, value] as const),
  ];
  return Object.fromEntries(
    fields.map(([name, value]) => [`identity.clientCert.${name}`, value] as const),
  );
}
