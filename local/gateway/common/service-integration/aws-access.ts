import { signRequest, type SigningCredentials } from "../../../iam/sigv4";
import type { StepRecorder } from "../../trace/step-recorder";
import { recordedBackend } from "../../trace/recorded-backend";
import {
  callBackend,
  parseUrl,
  type BackendRequest,
  type BackendResponse,
} from "../integration/backend";
import type { HeaderLines } from "../http/http-message";
import { emptyMessageResponse } from "./empty-message";
import { UnservableRequestError } from "../unservable/unservable";

/** Where integrations find AWS services, and what they sign requests with. */
export interface AwsAccess {
  /** URL of a service such as `sqs`; undefined if nothing on this machine provides it. */
  endpointFor(service: string, region: string): string | undefined;
  /** Whether that is moto's server, which has services whose resources don't run. @default false */
  readonly isMoto?: boolean;
  readonly credentials: SigningCredentials;
  /** What to do about a service without an endpoint. @default the options of the command line */
  readonly advice?: ((service: string) => string) | undefined;
}

/** A request of an integration to an AWS service. */
export interface ServiceRequest extends Omit<BackendRequest, "url" | "tls"> {
  /** As endpoints and signatures name it: `sqs`. */
  readonly service: string;
  readonly region: string;
  /** With the query. */
  readonly path: string;
}

/** By service: why moto's server can't replace it. */
const NOT_RUN_BY_MOTO: Readonly<Record<string, string>> = {
  states: "state machines don't run locally",
};

/**
 * Where a service is found.
 * @throws UnservableRequestError if nothing provides the service
 */
export function serviceEndpoint(
  aws: AwsAccess | undefined,
  { service, region }: Pick<ServiceRequest, "service" | "region">,
): { readonly aws: AwsAccess; readonly endpoint: string } {
  const notRun = NOT_RUN_BY_MOTO[service];
  const endpoint = aws?.endpointFor(service, region);
  if (notRun !== undefined && (aws?.isMoto || endpoint === undefined)) {
    throw new UnservableRequestError(
      `the integration calls ${service}, and ${notRun}: start the runner with --aws-endpoint URL, of a server that runs them`,
    );
  }
  if (!aws || endpoint === undefined) {
    const advice =
      aws?.advice?.(service) ?? "Start the runner with --aws-endpoint URL or --aws-endpoint moto";
    throw new UnservableRequestError(
      `the integration calls ${service}, which nothing on this machine provides. ${advice}`,
    );
  }
  return { aws, endpoint };
}

/**
 * Sends a signed request to the endpoint of an AWS service.
 * @throws UnservableRequestError if nothing provides the service
 * @throws IntegrationFailure if no response arrives in time
 */
export async function callService(
  services: { readonly aws?: AwsAccess },
  request: ServiceRequest,
  steps: StepRecorder | undefined,
): Promise<BackendResponse> {
  const { service, region, path, method, headers, body, timeoutMilliseconds } = request;
  const { aws, endpoint } = serviceEndpoint(services.aws, request);
  const url = parseUrl(`${endpoint.replace(/\/$/, "")}${path}`);
  const unsigned = { method, url, headers: byLowerName(headers), body };
  const signed = signRequest(unsigned, { service, region }, aws.credentials);
  const refusal = emptyMessageResponse(request);
  const send = refusal ? () => Promise.resolve(refusal) : callBackend;
  return recordedBackend(
    send,
    steps,
  )({ method, url: url.href, headers: Object.entries(signed), body, timeoutMilliseconds });
}

function byLowerName(headers: HeaderLines): Record<string, string> {
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
}
