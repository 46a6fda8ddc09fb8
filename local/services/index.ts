export { AwsClient, AwsError } from "./aws-client";
export type { AwsEndpoints } from "./aws-endpoints";
export { AwsServices, type AwsOptions } from "./aws-services";
export type { ServiceEndpoint } from "./service-endpoint";
