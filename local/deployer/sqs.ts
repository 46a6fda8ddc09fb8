import type { RightsOf } from "./right";
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
      resources: [arn(resource, "sqs", resource.nameIn(resource.block["name"]))],
    },
  ],
};
