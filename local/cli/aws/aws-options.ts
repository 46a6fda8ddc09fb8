import { type AwsApi, awsApi, otherApi, regionOf } from "./aws-api";

/** The options that choose where an API of AWS is. */
export const AWS_OPTIONS = {
  region: { type: "string" },
  "endpoint-url": { type: "string" },
} as const;

/** Their values. */
export interface AwsOptions {
  readonly region?: string | undefined;
  readonly "endpoint-url"?: string | undefined;
}

/** @param ofStack the region without `--region`. @default that of the environment */
export function chosenApi(
  service: string,
  { region, "endpoint-url": url }: AwsOptions,
  ofStack: string | undefined,
): AwsApi {
  const known = regionOf(region ?? ofStack);
  return url === undefined ? awsApi(service, known) : otherApi(service, known, url);
}
