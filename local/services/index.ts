export { AwsServices, type AwsOptions, type ServiceEndpoint } from "./aws-services";
