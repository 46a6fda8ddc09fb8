/** Where handlers send their calls to AWS services. */
export interface AwsEndpoints {
  /** URL for every service. @default AWS's own endpoints */
  readonly all?: string | undefined;
  /** URLs for single services, by their names: `dynamodb`, `sqs`. */
  readonly byService: Readonly<Record<string, string>>;
}

/** Names without the separators that the variables have. */
const SEPARATED: Readonly<Record<string, string>> = { secretsmanager: "SECRETS_MANAGER" };

/** The URL for a service, unless it is AWS's own. */
export function endpointFor(endpoints: AwsEndpoints, service: string): string | undefined {
  return endpoints.byService[service] ?? endpoints.all;
}

/**
 * The variables that AWS SDKs read.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function endpointVariables({ all, byService }: AwsEndpoints): Record<string, string> {
  const ofServices = Object.entries(byService).map(([service, url]) => [
    `AWS_ENDPOINT_URL_${SEPARATED[service] ?? service.toUpperCase().replaceAll("-", "_")}`,
    url,
  ]);
  return {
    ...(all !== undefined && { AWS_ENDPOINT_URL: all }),
    ...(Object.fromEntries(ofServices) as Record<string, string>),
  };
}
