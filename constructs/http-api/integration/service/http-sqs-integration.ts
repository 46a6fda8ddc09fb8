import type { IntegratingApi } from "../../../api-gateway";
import type { RouteIntegrationConfig } from "../../../api-gateway-v2/integration";
import type { HttpRouteIntegration } from "../integration";
import { checkChoice } from "../../../core/checks";
import { checkKind, required, string } from "../../../core/props";
import { resourceKind } from "../../../core/resource-kind";
import type { HttpServiceIntegrationProps, ServiceAction } from "./service-integration";
import { SERVICE_KINDS, serviceIntegration } from "./service-integration";

/** What an integration needs of a queue, such as an `SqsQueue` of the AWS provider. */
export interface IQueue {
  readonly arn: string;
  readonly url: string;
}

/** Props of `HttpSqsIntegration`. */
export interface HttpSqsIntegrationProps extends HttpServiceIntegrationProps {
  /**
   * What requests do. `DeleteMessage` needs the parameter `ReceiptHandle`.
   * @default "SendMessage", with the request's body as `MessageBody`
   */
  readonly action?: "SendMessage" | "ReceiveMessage" | "DeleteMessage" | "PurgeQueue";
}

type Action = NonNullable<HttpSqsIntegrationProps["action"]>;

const ACTIONS: Readonly<Record<Action, Pick<ServiceAction, "required" | "optional">>> = {
  SendMessage: {
    required: ["QueueUrl", "MessageBody"],
    optional: [
      "DelaySeconds",
      "MessageAttributes",
      "MessageDeduplicationId",
      "MessageGroupId",
      "MessageSystemAttributes",
    ],
  },
  ReceiveMessage: {
    required: ["QueueUrl"],
    optional: [
      "AttributeNames",
      "MaxNumberOfMessages",
      "MessageAttributeNames",
      "ReceiveRequestAttemptId",
      "VisibilityTimeout",
      "WaitTimeSeconds",
    ],
  },
  DeleteMessage: { required: ["QueueUrl", "ReceiptHandle"], optional: [] },
  PurgeQueue: { required: ["QueueUrl"], optional: [] },
};

/**
 * Calls Amazon SQS, by default to send the request's body as a message. The response is SQS's, in
 * XML. The role of the integration may do only this, on this queue.
 */
export class HttpSqsIntegration implements HttpRouteIntegration {
  readonly apiType = "HTTP";

  constructor(
    private readonly queue: IQueue,
    private readonly props: HttpSqsIntegrationProps = {},
  ) {}

  bind(api: IntegratingApi): RouteIntegrationConfig {
    const { queue, props } = this;
    return serviceIntegration(api, props, { ...SERVICE_KINDS, action: string }, () => {
      const { action = "SendMessage" } = props;
      checkKind(api, "queue of the integration", queue, QUEUE_KIND);
      checkChoice(api, "action of the integration", action, Object.keys(ACTIONS));
      return {
        subtype: `SQS-${action}`,
        ...ACTIONS[action],
        own: {
          QueueUrl: queue.url,
          ...(action === "SendMessage" && { MessageBody: "$request.body" }),
        },
        access: { actions: [`sqs:${action}`], resources: [queue.arn] },
      };
    });
  }
}

const QUEUE_KIND = required(resourceKind("queue", "arn", "url"));
