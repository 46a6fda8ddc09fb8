import type { HeaderLines } from "../../../common/http/http-message";

/** The parameters of an integration, by name, with their values for a request. */
export type ServiceParameters = Readonly<Record<string, string>>;

/** A request to a service's API. */
export interface ActionRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: HeaderLines;
  readonly body: string;
}

/**
 * A subtype of integration: an action of an AWS service.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export interface ServiceAction {
  /** As endpoints and signatures name it. */
  readonly service: string;
  /** The parameters that API Gateway requires. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The action that the integration's role must be allowed. */
  readonly iamAction: string;
  /** The parameter that holds the URL or the ARN of what is acted on. */
  readonly resource?: string;
  request(parameters: ServiceParameters): ActionRequest;
}
