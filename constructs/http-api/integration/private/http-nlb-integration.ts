import { ListenerIntegration } from "./listener-integration";

/**
 * Passes requests to a listener of an internal Network Load Balancer.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export class HttpNlbIntegration extends ListenerIntegration {}
