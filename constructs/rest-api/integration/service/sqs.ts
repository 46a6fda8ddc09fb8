import { accountId } from "../../../core/aws-facts";
import { checkKind, checkProps, objectWith, required, string } from "../../../core/props";
import type { Integration, IntegrationContext, IntegrationObject } from "../integration";
import { AwsIntegration } from "./aws-integration";
import { DEFAULT_RESPONSES, SERVICE_KINDS, type ServiceIntegrationProps } from "./service-props";

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

const QUEUE_KIND = required(objectWith("a queue, e.g. an SqsQueue", "arn", "name"));

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
      passthroughBehavior: "NEVER",
      requestTemplates: { "application/json": form },
      integrationResponses: DEFAULT_RESPONSES,
      ...props,
    }).bind(context);
  }
}

/** Requests to services with an older API are forms. */
export const FORM = {
  "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'",
};

/** A reference, or text with references, as an argument. */
export function inVelocity(text: string): string {
  return /^\$[\w.]+(\(.*\))?$/s.test(text) ? text : `"${text}"`;
}
