export { HttpAlbIntegration } from "./http-alb-integration";
export { HttpNlbIntegration } from "./http-nlb-integration";
export { HttpServiceDiscoveryIntegration } from "./http-service-discovery-integration";
export type { HttpPrivateIntegrationProps } from "./private-integration";
