import { serviceRole, type ServiceAccess } from "../../../api-gateway";
import { partition, region } from "../../../core/aws-facts";
import { checkChoice, checkPattern } from "../../../core/checks";
import type { Duration } from "../../../core/duration";
import type { Kinds } from "../../../core/props";
import {
  checkedElsewhere,
  checkProps,
  listOf,
  object,
  required,
  string,
} from "../../../core/props";
import { refuse } from "../../../core/refusal";
import { connection } from "../connection";
import type { Integration, IntegrationContext, IntegrationObject } from "../integration";
import type { MappingProps } from "../mapping";
import { mapping } from "../mapping";
import { MAPPING_KINDS } from "../prop-kinds";

/** Props of `AwsIntegration`: an action of the service's API, or a path in it. */
export type AwsIntegrationProps = AwsCallProps & MappingProps & (ByAction | ByPath);

interface AwsCallProps {
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
  /**
   * How long API Gateway waits for the service, 50 milliseconds to 29 seconds.
   * @default Duration.seconds(29)
   */
  readonly timeout?: Duration;
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

const KINDS = {
  ...MAPPING_KINDS,
  service: required(string),
  allow: required(object),
  action: string,
  path: string,
  httpMethod: string,
  region: string,
  timeout: checkedElsewhere,
};

const ALLOW_KINDS: Kinds<ServiceAccess> = {
  actions: required(listOf(string)),
  resources: required(listOf(string)),
};

const METHODS = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"];

/**
 * Calls an AWS service; templates map its request and response. Its status selects the integration
 * response: without a `selectionPattern` such as `4\d{2}`, an error of the service is a 200.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-aws-proxy.html
 */
export class AwsIntegration implements Integration {
  readonly apiType = "REST";

  constructor(private readonly props: AwsIntegrationProps) {}

  bind(context: IntegrationContext): IntegrationObject {
    const { props } = this;
    const { api, method } = context;
    checkProps<object>(api, props, KINDS, (prop) => `${prop} of ${method}`);
    checkProps(api, props.allow, ALLOW_KINDS, (prop) => `allow.${prop} of ${method}`);
    checkPattern(api, `service of ${method}`, props.service, {
      pattern: /^[a-z][a-z\d.-]*$/,
      allowed: "the name of a service in lower case",
      fix: 'Write it as in its ARNs, for example "sqs".',
    });
    const { httpMethod = "POST", timeout } = props;
    checkChoice(api, `httpMethod of ${method}`, httpMethod, METHODS);
    const uri = uriOf(context, props);
    const role = serviceRole(api, props.allow);
    context.dependsOn(role.policy);
    return {
      type: "aws",
      ...connection(context, timeout),
      httpMethod,
      uri,
      credentials: role.resource.arn,
      ...mapping(context, props),
    };
  }
}

function uriOf({ api, method }: IntegrationContext, props: AwsIntegrationProps): string {
  const { service, action, path } = props;
  if ((action === undefined) === (path === undefined)) {
    refuse(api, {
      what: `action and path of ${method}`,
      value: action === undefined ? "neither" : "both",
      allowed: "one of them",
      fix: "Set action for an action of the service's API, or path for a path in it.",
    });
  }
  const called = action === undefined ? `path/${path}` : `action/${action}`;
  return `arn:${partition(api)}:apigateway:${props.region ?? region(api)}:${service}:${called}`;
}
