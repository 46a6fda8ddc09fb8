import { FORM_VERSIONS } from "../../../../aws-protocols";
import { jsonParameter } from "./json-action";
import type { ActionRequest, ServiceAction, ServiceParameters } from "./service-action";

/** HTTP APIs call Amazon SQS by its older API, whose responses are XML. */
export const SQS_ACTIONS = {
  "SQS-SendMessage": sqsAction("SendMessage", {
    required: ["QueueUrl", "MessageBody"],
    optional: [
      "DelaySeconds",
      "MessageAttributes",
      "MessageDeduplicationId",
      "MessageGroupId",
      "MessageSystemAttributes",
    ],
  }),
  "SQS-ReceiveMessage": sqsAction("ReceiveMessage", {
    required: ["QueueUrl"],
    optional: [
      "AttributeNames",
      "MaxNumberOfMessages",
      "MessageAttributeNames",
      "ReceiveRequestAttemptId",
      "VisibilityTimeout",
      "WaitTimeSeconds",
    ],
  }),
  "SQS-DeleteMessage": sqsAction("DeleteMessage", {
    required: ["QueueUrl", "ReceiptHandle"],
    optional: [],
  }),
  "SQS-PurgeQueue": sqsAction("PurgeQueue", { required: ["QueueUrl"], optional: [] }),
} satisfies Record<string, ServiceAction>;

function sqsAction(
  action: string,
  parameters: Pick<ServiceAction, "required" | "optional">,
): ServiceAction {
  return {
    service: "sqs",
    ...parameters,
    iamAction: `sqs:${action}`,
    resource: "QueueUrl",
    request: (values) => formRequest(action, values),
  };
}

function formRequest(action: string, values: ServiceParameters): ActionRequest {
  const form = new URLSearchParams({ Action: action, Version: FORM_VERSIONS.sqs });
  for (const [name, value] of Object.entries(values)) {
    for (const [key, text] of LISTS[name]?.(name, value) ?? [[name, value] as const]) {
      form.append(key, text);
    }
  }
  return {
    method: "POST",
    path: URL.canParse(values["QueueUrl"] ?? "") ? new URL(values["QueueUrl"] ?? "").pathname : "/",
    headers: [["Content-Type", "application/x-www-form-urlencoded"]],
    body: form.toString(),
  };
}

type Flatten = (name: string, json: string) => (readonly [key: string, value: string])[];

/** The parameters that a form numbers, by how it names their entries. */
const LISTS: Readonly<Record<string, Flatten>> = {
  AttributeNames: numbered("AttributeName"),
  MessageAttributeNames: numbered("MessageAttributeName"),
  MessageAttributes: attributes("MessageAttribute"),
  MessageSystemAttributes: attributes("MessageSystemAttribute"),
};

/** `["All"]` as `AttributeName.1=All` */
function numbered(prefix: string): Flatten {
  return (name, json) => {
    const names = [jsonParameter(name, json)].flat();
    return names.map((one, at) => [`${prefix}.${at + 1}`, String(one)]);
  };
}

/** `{"id": {"DataType": "String", "StringValue": "7"}}` as `MessageAttribute.1.Name=id` and so on */
function attributes(prefix: string): Flatten {
  return (name, json) => {
    const byName = (jsonParameter(name, json) ?? {}) as Record<string, Record<string, string>>;
    return Object.entries(byName).flatMap(([attribute, value], at) => [
      [`${prefix}.${at + 1}.Name`, attribute] as const,
      ...Object.entries(value).map(
        ([member, text]) => [`${prefix}.${at + 1}.Value.${member}`, text] as const,
      ),
    ]);
  };
}
