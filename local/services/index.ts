export type { AwsEndpoints } from "./aws-endpoints";
export { AwsServices, type AwsOptions, type ServiceEndpoint } from "./aws-services";
