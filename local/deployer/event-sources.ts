import { functionArn } from "./lambda";
import type { RightsOf } from "./right";
import { arn } from "./right";

/** What invokes functions without a request. */
export const eventSourceRights: Readonly<Record<string, RightsOf>> = {
  // A new mapping has no ARN yet.
  aws_lambda_event_source_mapping: (resource) => [
    {
      actions: ["lambda:CreateEventSourceMapping"],
      resources: ["*"],
      condition: {
        ArnLike: { "lambda:FunctionArn": functionArn(resource, resource.block["function_name"]) },
      },
    },
    {
      actions: [
        "lambda:DeleteEventSourceMapping",
        "lambda:GetEventSourceMapping",
        "lambda:ListTags",
        "lambda:TagResource",
        "lambda:UntagResource",
        "lambda:UpdateEventSourceMapping",
      ],
      resources: [arn(resource, "lambda", "event-source-mapping:*")],
    },
  ],
};
