import { SERVICE_CALL_KINDS, serviceCall, type ServiceCallProps } from "../../../api-gateway";
import type { Duration } from "../../../core/duration";
import { checkedElsewhere, checkProps } from "../../../core/props";
import { connection } from "../connection";
import type { Integration, IntegrationContext, IntegrationObject } from "../integration";
import type { MappingProps } from "../mapping";
import { mapping } from "../mapping";
import { MAPPING_KINDS } from "../prop-kinds";

/** Props of `AwsIntegration`: an action of the service's API, or a path in it. */
export type AwsIntegrationProps = ServiceCallProps & MappingProps & TimedCall;

interface TimedCall {
  /**
   * How long API Gateway waits for the service, 50 milliseconds to 29 seconds. In Regional and private
   * APIs up to 300 seconds, with a warning, because the account needs a higher quota.
   * @default Duration.seconds(29)
   */
  readonly timeout?: Duration;
}

const KINDS = { ...MAPPING_KINDS, ...SERVICE_CALL_KINDS, timeout: checkedElsewhere };

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
    const { uri, httpMethod, role } = serviceCall(api, method, props);
    context.dependsOn(role.policy);
    return {
      type: "aws",
      ...connection(context, props.timeout),
      httpMethod,
      uri,
      credentials: role.resource.arn,
      ...mapping(context, props),
    };
  }
}
