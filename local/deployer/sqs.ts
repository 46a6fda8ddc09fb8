import type { DeployedResource, RightsOf } from "./right";
import { arn } from "./right";

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
export const sqsRights: Readonly<Record<string, RightsOf>> = {
  aws_sqs_queue: (resource) => [
    {
      actions: [
        "sqs:CreateQueue",
        "sqs:DeleteQueue",
        "sqs:GetQueueAttributes",
        "sqs:ListQueueTags",
        "sqs:SetQueueAttributes",
        "sqs:TagQueue",
        "sqs:UntagQueue",
      ],
      resources: [queueArn(resource, "name")],
    },
  ],
  aws_sqs_queue_policy: (resource) => [
    {
      actions: ["sqs:GetQueueAttributes", "sqs:SetQueueAttributes"],
      resources: [queueArn(resource, "queue_url")],
    },
  ],
};

/** @param attribute - the name or the URL of the queue, which ends with its name */
function queueArn(resource: DeployedResource, attribute: string): string {
  const name = resource.nameIn(resource.block[attribute]).replace(/^.*\//, "");
  return arn(resource, "sqs", name);
}
