import type { ResolvedResource, ResolvedStack } from "../../terraform";

type Uses = (resource: ResolvedResource) => boolean;

const always: Uses = () => true;

const sets =
  (attribute: string): Uses =>
  (resource) =>
    resource.names().includes(attribute);

/** The resources that need another service than DynamoDB, among those that moto serves. */
const USERS: Readonly<Record<string, Uses>> = {
  aws_apigatewayv2_integration: sets("integration_subtype"),
  aws_cloudwatch_event_bus: always,
  aws_cloudwatch_event_rule: sets("event_pattern"),
  aws_kinesis_stream: always,
  aws_s3_bucket: always,
  aws_secretsmanager_secret: always,
  aws_sns_topic: always,
  aws_sqs_queue: always,
  aws_ssm_parameter: always,
};

export function needsMoto(stack: ResolvedStack): boolean {
  return Object.entries(USERS).some(([type, uses]) => stack.ofType(type).some(uses));
}
