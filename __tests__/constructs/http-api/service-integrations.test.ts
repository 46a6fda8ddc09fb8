import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { TerraformStack } from "cdktf";
import {
  Duration,
  HttpAppConfigIntegration,
  HttpEventBridgeIntegration,
  HttpKinesisIntegration,
  HttpSqsIntegration,
  HttpStepFunctionsIntegration,
  type HttpRouteIntegration,
} from "../../../constructs";
import { messageOf } from "../message-of";
import { only, type Synthesised } from "../lambda/support";
import { count, fixture, synthApi } from "./support";

const queueOf = (stack: TerraformStack) => new SqsQueue(stack, "Queue", {});

const machineOf = (stack: TerraformStack) =>
  new SfnStateMachine(stack, "Machine", { roleArn: "arn:aws:iam::1:role/r", definition: "{}" });

type Build = (stack: TerraformStack) => HttpRouteIntegration;

/** The attributes of the integration, and the statement of its role. */
function integrationOf(build: Build) {
  const json = synthApi(({ stack, api }) => api.addRoute("POST /a", build(stack)));
  const [policy = ""] = policiesOf(json);
  const { Statement } = JSON.parse(policy) as { Statement: object[] };
  return { integration: only(json, "aws_apigatewayv2_integration"), statements: Statement };
}

/** The policies of the roles that call services. Quotes in an expression are Terraform's. */
function policiesOf(json: Synthesised): string[] {
  return Object.values(json.resource["aws_iam_role_policy"] ?? {})
    .filter(({ name }) => name === "call")
    .map(({ policy }) => String(policy).replace(/\$\{[^}]*\}/g, withEscapedQuotes));
}

const withEscapedQuotes = (expression: string) => expression.replaceAll('"', '\\"');

const allow = (action: string, resource: string) => [
  { Effect: "Allow", Action: [action], Resource: [resource] },
];

test.each<[string, Build, object, object[]]>([
  [
    "SQS-SendMessage",
    (stack) => new HttpSqsIntegration(queueOf(stack)),
    { QueueUrl: "${aws_sqs_queue.Queue.url}", MessageBody: "$request.body" },
    allow("sqs:SendMessage", "${aws_sqs_queue.Queue.arn}"),
  ],
  [
    "SQS-DeleteMessage",
    (stack) =>
      new HttpSqsIntegration(queueOf(stack), {
        action: "DeleteMessage",
        parameters: { ReceiptHandle: "$request.querystring.receipt" },
      }),
    {
      QueueUrl: "${aws_sqs_queue.Queue.url}",
      ReceiptHandle: "$request.querystring.receipt",
    },
    allow("sqs:DeleteMessage", "${aws_sqs_queue.Queue.arn}"),
  ],
  [
    "EventBridge-PutEvents",
    (stack) =>
      new HttpEventBridgeIntegration(new CloudwatchEventBus(stack, "Bus", { name: "orders" }), {
        source: "shop",
        detailType: "$request.path.type",
      }),
    {
      Detail: "$request.body",
      DetailType: "$request.path.type",
      Source: "shop",
      EventBusName: "${aws_cloudwatch_event_bus.Bus.name}",
    },
    allow("events:PutEvents", "${aws_cloudwatch_event_bus.Bus.arn}"),
  ],
  [
    "StepFunctions-StartSyncExecution",
    (stack) =>
      new HttpStepFunctionsIntegration(machineOf(stack), {
        action: "StartSyncExecution",
        parameters: { Name: "run-${request.path.id}" },
      }),
    {
      StateMachineArn: "${aws_sfn_state_machine.Machine.arn}",
      Input: "$request.body",
      Name: "run-$${request.path.id}",
    },
    allow("states:StartSyncExecution", "${aws_sfn_state_machine.Machine.arn}"),
  ],
  [
    "StepFunctions-StopExecution",
    (stack) =>
      new HttpStepFunctionsIntegration(machineOf(stack), {
        action: "StopExecution",
        parameters: { ExecutionArn: "$request.body.executionArn" },
      }),
    { ExecutionArn: "$request.body.executionArn" },
    allow(
      "states:StopExecution",
      '${replace(aws_sfn_state_machine.Machine.arn, ":stateMachine:", ":execution:")}:*',
    ),
  ],
  [
    "Kinesis-PutRecord",
    (stack) =>
      new HttpKinesisIntegration(new KinesisStream(stack, "Stream", { name: "clicks" }), {
        partitionKey: "$request.path.id",
      }),
    {
      StreamName: "${aws_kinesis_stream.Stream.name}",
      Data: "$request.body",
      PartitionKey: "$request.path.id",
    },
    allow("kinesis:PutRecord", "${aws_kinesis_stream.Stream.arn}"),
  ],
  [
    "AppConfig-GetConfiguration",
    () =>
      new HttpAppConfigIntegration(
        { applicationId: "app1", environmentId: "env1", configurationProfileId: "profile1" },
        { clientId: "$request.header.client-id" },
      ),
    {
      Application: "app1",
      Environment: "env1",
      Configuration: "profile1",
      ClientId: "$request.header.client-id",
    },
    allow(
      "appconfig:GetConfiguration",
      "arn:${data.aws_partition.Partition.partition}:appconfig:${data.aws_region.Region.id}:${data.aws_caller_identity.CallerIdentity.account_id}:application/app1/environment/env1/configuration/profile1",
    ),
  ],
])("%s has a role that allows only this call", (subtype, build, parameters, statements) => {
  const { integration, statements: allowed } = integrationOf(build);

  expect(integration).toMatchObject({
    integration_type: "AWS_PROXY",
    integration_subtype: subtype,
    payload_format_version: "1.0",
    credentials_arn: expect.stringMatching(/^\$\{aws_iam_role\..+\.arn\}$/),
    request_parameters: parameters,
  });
  expect(integration).not.toHaveProperty("integration_method");
  expect(integration).not.toHaveProperty("integration_uri");
  expect(allowed).toEqual(statements);
});

test("the response can be mapped by its status, and the time is limited", () => {
  const { integration } = integrationOf(
    (stack) =>
      new HttpSqsIntegration(queueOf(stack), {
        timeout: Duration.seconds(2),
        responseMapping: { "200": { "overwrite:statuscode": "202" } },
      }),
  );

  expect(integration).toMatchObject({
    timeout_milliseconds: 2000,
    response_parameters: [{ status_code: "200", mappings: { "overwrite:statuscode": "202" } }],
  });
});

test("routes with the same call share the integration and its role", () => {
  const json = synthApi(({ stack, api }) => {
    const queue = queueOf(stack);
    api.addRoute("POST /a", new HttpSqsIntegration(queue));
    api.addRoute("POST /b", new HttpSqsIntegration(queue));
    api.addRoute("GET /a", new HttpSqsIntegration(queue, { action: "ReceiveMessage" }));
  });

  expect(count(json, "aws_apigatewayv2_integration")).toBe(2);
  expect(policiesOf(json)).toHaveLength(2);
});

test.each<[string, Build, string]>([
  [
    "an action that the service doesn't have",
    (stack) => new HttpSqsIntegration(queueOf(stack), { action: "Send" as "SendMessage" }),
    'action of the integration is "Send"',
  ],
  [
    "a parameter that the action doesn't have",
    (stack) => new HttpSqsIntegration(queueOf(stack), { parameters: { messageBody: "x" } }),
    'parameter of SQS-SendMessage is "messageBody"',
  ],
  [
    "a missing parameter",
    (stack) => new HttpSqsIntegration(queueOf(stack), { action: "DeleteMessage" }),
    'Add ReceiptHandle to the parameters, for example "$request.body.ReceiptHandle"',
  ],
  [
    "something that isn't a queue",
    () => new HttpSqsIntegration({} as never),
    "queue of the integration",
  ],
  [
    "a queue instead of a state machine",
    (stack) => new HttpStepFunctionsIntegration(queueOf(stack)),
    'state machine of the integration is "<SqsQueue>"; allowed: a state machine',
  ],
])("%s is refused", (_, build, message) => {
  const { stack, api } = fixture();

  expect(messageOf(() => api.addRoute("POST /a", build(stack)))).toContain(message);
});
