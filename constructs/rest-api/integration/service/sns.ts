import { checkKind, checkProps, required, string } from "../../../core/props";
import { resourceKind } from "../../../core/resource-kind";
import type { Integration, IntegrationContext, IntegrationObject } from "../integration";
import { AwsIntegration } from "./aws-integration";
import { FORM, inVelocity } from "./form";
import { SERVICE_KINDS, templateRequest, type ServiceIntegrationProps } from "./service-props";

/** What the integration needs of a topic, such as an `SnsTopic` of the AWS provider. */
export interface ITopic {
  readonly arn: string;
}

/** Props of `SnsIntegration`. */
export interface SnsIntegrationProps extends ServiceIntegrationProps {
  /**
   * The message, in Velocity.
   * @default "$input.body"
   */
  readonly message?: string;
}

const TOPIC_KIND = required(resourceKind("topic", "arn"));

/** Publishes a message to a topic of the stack's region. */
export class SnsIntegration implements Integration {
  readonly apiType = "REST";

  constructor(
    private readonly topic: ITopic,
    private readonly props: SnsIntegrationProps = {},
  ) {}

  bind(context: IntegrationContext): IntegrationObject {
    const { api, method } = context;
    checkKind(api, `topic of ${method}`, this.topic, TOPIC_KIND);
    const kinds = { ...SERVICE_KINDS, message: string };
    checkProps(api, this.props, kinds, (prop) => `${prop} of ${method}`);
    const { message = "$input.body", ...props } = this.props;
    const { arn } = this.topic;
    const form = `Action=Publish&TopicArn=${arn}&Message=$util.urlEncode(${inVelocity(message)})`;
    return new AwsIntegration({
      service: "sns",
      path: "/",
      allow: { actions: ["sns:Publish"], resources: [arn] },
      requestParameters: FORM,
      ...templateRequest(form),
      ...props,
    }).bind(context);
  }
}
