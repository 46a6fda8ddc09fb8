import type { Attributes } from "../resolved-stack";
import type { ApplyContext, Compute, Computed } from "./compute";
import { arn, attribute, generatedName, idOf } from "./compute";

const name = generatedName();
const iamArn =
  (kind: string): Compute =>
  (resource, context) =>
    `arn:aws:iam::${context.accountId}:${kind}${resource.string("path") ?? "/"}${resource.string("name")}`;

const bucketArn: Compute = (bucket) => `arn:aws:s3:::${bucket.string("bucket")}`;
const tableArn = arn("dynamodb", (table) => `table/${table.string("name")}`);
/** On AWS, the time at which the stream was enabled. */
const STREAM_LABEL = "2000-01-01T00:00:00.000";
const topicArn = arn("sns", (topic) => String(topic.string("name")));
const queueUrl: Compute = (queue, context) =>
  `https://sqs.${context.region}.amazonaws.com/${context.accountId}/${queue.string("name")}`;
const secretArn = arn("secretsmanager", (secret) => {
  return `secret:${secret.string("name")}-${idOf(secret, 6)}`;
});
const parameterArn = arn("ssm", (parameter) => {
  return `parameter/${parameter.string("name")?.replace(/^\//, "")}`;
});

const listenerArn = arn("elasticloadbalancing", (one) => `listener/app/local/${idOf(one)}`);

const BALANCER_IDS = 12;
const balancer = {
  dns_name: (one, { region }) =>
    `${one.string("name") ?? "tf-lb"}-${idOf(one, BALANCER_IDS)}.elb.${region}.amazonaws.com`,
  arn: arn("elasticloadbalancing", (one) => `loadbalancer/app/local/${idOf(one)}`),
} satisfies Computed[string];

const repositoryHost = ({ accountId, region }: ApplyContext) =>
  `${accountId}.dkr.ecr.${region}.amazonaws.com`;
const repository = {
  id: attribute("name"),
  arn: arn("ecr", (one) => `repository/${one.string("name")}`),
  registry_id: (_, { accountId }) => accountId,
  repository_url: (one, context) => `${repositoryHost(context)}/${one.string("name")}`,
} satisfies Computed[string];

const stateMachineArn = arn("states", (one) => `stateMachine:${one.string("name")}`);

const poolId: Compute = (pool, { region }) => `${region}_${idOf(pool, 9)}`;

/** With the bus, unless it is the default one. */
const ruleId = (rule: Attributes): string => {
  const bus = rule.string("event_bus_name") ?? "default";
  return bus === "default" ? (rule.string("name") ?? "") : `${bus}/${rule.string("name")}`;
};

/** Resources that functions often refer to: in their environment, as their role, for their logs. */
export const neighbours: Computed = {
  aws_iam_role: {
    name,
    id: attribute("name"),
    arn: iamArn("role"),
  },
  aws_iam_policy: { name, arn: iamArn("policy"), id: iamArn("policy") },
  aws_cognito_user_pool: {
    id: poolId,
    arn: (pool, context) =>
      arn("cognito-idp", () => `userpool/${String(poolId(pool, context))}`)(pool, context),
    endpoint: (pool, context) =>
      `cognito-idp.${context.region}.amazonaws.com/${String(poolId(pool, context))}`,
  },
  aws_cloudwatch_log_group: {
    name,
    id: attribute("name"),
    arn: arn("logs", (group) => `log-group:${group.string("name")}`),
  },
  aws_s3_bucket: {
    bucket: generatedName("bucket_prefix"),
    id: attribute("bucket"),
    arn: bucketArn,
    bucket_domain_name: (bucket) => `${bucket.string("bucket")}.s3.amazonaws.com`,
    bucket_regional_domain_name: (bucket, context) =>
      `${bucket.string("bucket")}.s3.${context.region}.amazonaws.com`,
    region: (_, context) => context.region,
  },
  aws_s3_object: { id: attribute("key") },
  aws_s3_bucket_object: { id: attribute("key") },
  aws_dynamodb_table: {
    id: attribute("name"),
    arn: tableArn,
    stream_arn: (table, context) =>
      table.boolean("stream_enabled")
        ? `${String(tableArn(table, context))}/stream/${STREAM_LABEL}`
        : "",
    stream_label: (table) => (table.boolean("stream_enabled") ? STREAM_LABEL : ""),
  },
  aws_sfn_state_machine: { id: stateMachineArn, arn: stateMachineArn },
  aws_sns_topic: { name, id: topicArn, arn: topicArn },
  aws_sqs_queue: {
    name,
    id: queueUrl,
    url: queueUrl,
    arn: arn("sqs", (queue) => String(queue.string("name"))),
  },
  aws_cloudwatch_event_rule: {
    name,
    id: ruleId,
    arn: arn("events", (rule) => `rule/${String(ruleId(rule))}`),
  },
  aws_cloudwatch_event_bus: {
    id: attribute("name"),
    arn: arn("events", (bus) => `event-bus/${bus.string("name")}`),
  },
  aws_scheduler_schedule: {
    name,
    arn: arn("scheduler", (schedule) => {
      return `schedule/${schedule.string("group_name") ?? "default"}/${schedule.string("name")}`;
    }),
  },
  aws_kinesis_stream: { arn: arn("kinesis", (stream) => `stream/${stream.string("name")}`) },
  aws_lb: balancer,
  aws_alb: balancer,
  aws_ecr_repository: repository,
  "data.aws_ecr_repository": repository,
  aws_lb_listener: { id: listenerArn, arn: listenerArn },
  aws_alb_listener: { id: listenerArn, arn: listenerArn },
  aws_service_discovery_service: {
    arn: arn("servicediscovery", (service) => `service/srv-${idOf(service)}`),
  },
  aws_secretsmanager_secret: { name, id: secretArn, arn: secretArn },
  aws_ssm_parameter: { id: attribute("name"), arn: parameterArn },
};
