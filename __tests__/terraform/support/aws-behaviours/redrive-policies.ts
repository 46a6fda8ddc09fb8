import type { ApiRequest, AwsBehaviour } from "./behaviour";

/**
 * SQS returns a redrive policy as it was set. moto 5.2 writes the JSON anew, with spaces, and
 * Terraform plans to change it back.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
export const redrivePolicies = (): AwsBehaviour => ({
  after: (request, { status, body }) =>
    isRead(request) && status < 300 ? withoutSpaces(body) : body,
});

const isRead = ({ service, action }: ApiRequest) =>
  service === "sqs" && action === "AmazonSQS.GetQueueAttributes";

function withoutSpaces(body: Buffer): Buffer {
  const { Attributes, ...rest } = JSON.parse(body.toString()) as {
    Attributes?: Record<string, string>;
  };
  const { RedrivePolicy: policy, ...others } = Attributes ?? {};
  if (policy === undefined) {
    return body;
  }
  const RedrivePolicy = JSON.stringify(JSON.parse(policy));
  return Buffer.from(JSON.stringify({ ...rest, Attributes: { ...others, RedrivePolicy } }));
}
