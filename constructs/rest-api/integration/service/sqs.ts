import { accountId } from "../../../core/aws-facts";
import { checkKind, checkProps, required, string } from "../../../core/props";
import { resourceKind } from "../../../core/resource-kind";
import type { Integration, IntegrationContext, IntegrationObject } from "../integration";
import { AwsIntegration } from "./aws-integration";
import { FORM, inVelocity } from "./form";
import { SERVICE_KINDS, templateRequest, type ServiceIntegrationProps } from "./service-props";

/** What the integration needs of a queue, such as an `SqsQueue` of the AWS provider. */
export interface INamedQueue {
  readonly arn: string;
  readonly name: string;
}

/** Props of `SqsIntegration`. */
export interface SqsIntegrationProps extends ServiceIntegrationProps {
  /**
   * The message, in Velocity.
   * @default "$input.body"
   */
  readonly messageBody?: string;
}

const QUEUE_KIND = required(resourceKind("queue", "arn", "name"));

/** Sends a message to a queue of the stack's account and region. */
export class SqsIntegration implements Integration {
  readonly apiType = "REST";

  constructor(
    private readonly queue: INamedQueue,
    private readonly props: SqsIntegrationProps = {},
  ) {}

  bind(context: IntegrationContext): IntegrationObject {
    const { api, method } = context;
    checkKind(api, `queue of ${method}`, this.queue, QUEUE_KIND);
    const kinds = { ...SERVICE_KINDS, messageBody: string };
    checkProps(api, this.props, kinds, (prop) => `${prop} of ${method}`);
    const { messageBody = "$input.body", ...props } = this.props;
    const form = `Action=SendMessage&MessageBody=$util.urlEncode(${inVelocity(messageBody)})`;
    return new AwsIntegration({
      service: "sqs",
      path: `${accountId(api)}/${this.queue.name}`,
      allow: { actions: ["sqs:SendMessage"], resources: [this.queue.arn] },
      requestParameters: FORM,
      ...templateRequest(form),
      ...props,
    }).bind(context);
  }
}
