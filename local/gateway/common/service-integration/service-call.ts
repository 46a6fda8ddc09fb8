import { callService, type AwsAccess } from "./aws-access";
import type { BackendResponse } from "../integration/backend";
import type { HeaderLines } from "../http/http-message";
import type { StepRecorder } from "../../trace/step-recorder";
import { serviceBody } from "./service-body";
import type { ServiceTarget } from "./service-uri";

/** The host of a URL that only mappings are applied to. */
export const NO_HOST = "https://service.invalid";

/** What an integration sends to an AWS service, after its mappings. */
export interface ServiceCall {
  readonly target: ServiceTarget;
  /** On NO_HOST. */
  readonly url: string;
  readonly method: string;
  readonly headers: HeaderLines;
  readonly payload: Buffer | string;
  readonly timeoutMilliseconds: number;
}

/**
 * The response of a service, with its body as API Gateway hands it to the integration response.
 * @throws UnservableRequestError if nothing provides the service
 * @throws IntegrationFailure if no response arrives in time
 */
export async function sendToService(
  services: { readonly aws?: AwsAccess },
  { target, url, method, headers, payload, timeoutMilliseconds }: ServiceCall,
  steps: StepRecorder | undefined,
): Promise<BackendResponse> {
  const { pathname, search, searchParams } = new URL(url);
  const body = method === "GET" || method === "HEAD" ? "" : payload;
  const request = { ...target, path: `${pathname}${search}`, method, headers, body };
  const response = await callService(services, { ...request, timeoutMilliseconds }, steps);
  const action = searchParams.get("Action");
  return { ...response, body: serviceBody(response, { target, sent: headers, action }) };
}
