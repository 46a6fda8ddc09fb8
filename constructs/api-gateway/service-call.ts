import type { Construct } from "constructs";
import { partition, region } from "../core/aws-facts";
import { checkChoice, checkPattern } from "../core/checks";
import type { Kinds } from "../core/props";
import { checkProps, object, required, string, strings } from "../core/props";
import { refuse } from "../core/refusal";
import { serviceRole, type IntegrationRole, type ServiceAccess } from "./integration-role";

/** An action of an AWS service's API, or a path in it. */
export type ServiceCallProps = CallProps & (ByAction | ByPath);

interface CallProps {
  /** As the service's ARNs and endpoints name it, e.g. `sqs`, `dynamodb` or `s3`. */
  readonly service: string;
  /** What the integration's role may do. API Gateway assumes it for the call. */
  readonly allow: ServiceAccess;
  /**
   * Method of the request to the service.
   * @default "POST"
   */
  readonly httpMethod?: string;
  /**
   * Region of the service.
   * @default the region of the stack
   */
  readonly region?: string;
}

interface ByAction {
  /** E.g. `PutItem`. API Gateway adds the headers or the parameters that name it. */
  readonly action: string;
  readonly path?: undefined;
}

interface ByPath {
  readonly action?: undefined;
  /**
   * Without a slash at its start; `{name}` is replaced by the parameter that `requestParameters` maps
   * to `integration.request.path.name`.
   */
  readonly path: string;
}

/** The types of the props. */
export const SERVICE_CALL_KINDS = {
  service: required(string),
  allow: required(object),
  action: string,
  path: string,
  httpMethod: string,
  region: string,
};

const ALLOW_KINDS: Kinds<ServiceAccess> = {
  actions: required(strings),
  resources: required(strings),
};

const METHODS = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"];

/** How API Gateway calls a service. */
export interface ServiceCall {
  readonly uri: string;
  readonly httpMethod: string;
  readonly role: IntegrationRole;
}

/**
 * The call of a service, with the role for it.
 * @param owner - what has the props, as errors name it
 * @throws if API Gateway would refuse a prop
 */
export function serviceCall(api: Construct, owner: string, props: ServiceCallProps): ServiceCall {
  checkProps(api, props.allow, ALLOW_KINDS, (prop) => `allow.${prop} of ${owner}`);
  checkPattern(api, `service of ${owner}`, props.service, {
    pattern: /^[a-z][a-z\d.-]*$/,
    allowed: "the name of a service in lower case",
    fix: 'Write it as in its ARNs, for example "sqs".',
  });
  const { httpMethod = "POST" } = props;
  checkChoice(api, `httpMethod of ${owner}`, httpMethod, METHODS);
  return { uri: uriOf(api, owner, props), httpMethod, role: serviceRole(api, props.allow) };
}

function uriOf(api: Construct, owner: string, props: ServiceCallProps): string {
  const { service, action, path } = props;
  if ((action === undefined) === (path === undefined)) {
    refuse(api, {
      what: `action and path of ${owner}`,
      value: action === undefined ? "neither" : "both",
      allowed: "one of them",
      fix: "Set action for an action of the service's API, or path for a path in it.",
    });
  }
  const called = action === undefined ? `path/${path}` : `action/${action}`;
  return `arn:${partition(api)}:apigateway:${props.region ?? region(api)}:${service}:${called}`;
}
